package org.almenara.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.almenara.engine.rules.RuleSet;
import org.almenara.simulator.World;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine over worlds and says what came of it. The same worlds, rules and settings give
 * the same report, byte for byte, on however many threads.
 *
 * @param name of the world, as it was asked for
 * @param world the first of the worlds; the others have the seeds that follow
 * @param seeds how many worlds
 * @param teacher the world that boosted trees learn from, under seeds that nobody evaluates
 * @param lessons how many worlds they learn from; 0 leaves them out
 * @param ruleSet whose rules
 * @param resamples of the bootstrap
 * @param apart behaviours that are reported apart
 * @param threads at work; each holds one world
 */
public record Evaluation(
    String name,
    World world,
    int seeds,
    World teacher,
    int lessons,
    RuleSet ruleSet,
    int resamples,
    Set<String> apart,
    int threads) {

  /** After it come seeds that nobody evaluates. */
  private static final long SEED_TO_LEARN_FROM = 7_000_000;

  /** The name of the only profile of a world without feeds. */
  private static final String ALL = "all";

  private static final String RICH = "rich";

  private static final List<String> METHOD =
      List.of(
          "The engine of the job read the records one at a time, with the registers of the world.",
          "Unit of precision: a focal entity on which a case was opened; at most 25 a day for each"
              + " 100,000 accounts, the best-ranked first; possible minors and calls for help at"
              + " once.",
          "A case is right if its entity is part of trafficking or of harm to a child after harm"
              + " began, or of labour abuse and for the inspectorate. A case that opened before harm"
              + " began is wrong.",
          "A victim is found if a case opened after harm began on the person, or on a thing of"
              + " which the same is true. Found and evidence are looked for among victims whom some"
              + " record of the world shows.",
          "Other prevalences: victims and all others are weighted, and so are the cases on them,"
              + " before the ration.",
          "Intervals of 95 %: bootstrap over groups of people, within each behaviour; where all"
              + " resamples agree at none or all, Clopper-Pearson over groups.",
          "Curves rank people: lawful ones, and victims who can be found. Labour abuse counts on"
              + " neither side. Baselines know the same records and which rules held; boosted trees"
              + " were told the truth of worlds 'typologies' of other seeds.",
          "A rule taken away, or another line: the findings are scored again, without a ration.");

  /** Hears how far it is. */
  public interface Progress {
    /**
     * Tells it.
     *
     * @param part one world through one feed
     * @param done the part of it that is over, 0 to 1
     */
    void at(String part, double done);
  }

  private record Task(World world, @Nullable String feed, String part) {}

  /** The world that baselines learn from: the development world in which most are harmed. */
  public static World usualTeacher() {
    return World.named("typologies");
  }

  /** How many worlds are lived through at most, each through each feed. */
  public int parts() {
    return feeds().size() * (seeds + lessons);
  }

  private List<@Nullable String> feeds() {
    List<@Nullable String> feeds = new ArrayList<>();
    if (world.feeds() == null) {
      feeds.add(null);
    } else {
      feeds.addAll(world.feeds().keySet());
    }
    return feeds;
  }

  /**
   * Runs it.
   *
   * @throws IllegalArgumentException when the groups of a world hold more people than it has
   *     accounts
   */
  public Report run(Progress progress) throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Report.Profile> profiles = new ArrayList<>();
      for (String feed : feeds()) {
        profiles.add(profile(feed, workers, progress));
      }
      return new Report(
          Report.CAUTION,
          new Report.Setup(
              name,
              ruleSet.hash(),
              worlds().stream().map(World::seed).toList(),
              world.accounts(),
              world.weeks(),
              resamples,
              METHOD),
          profiles);
    } finally {
      workers.shutdownNow();
    }
  }

  private List<World> worlds() {
    List<World> worlds = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      worlds.add(world.withSeed(world.seed() + i));
    }
    return worlds;
  }

  private Report.Profile profile(@Nullable String feed, ExecutorService workers, Progress progress)
      throws InterruptedException {
    String called = feed == null ? ALL : feed;
    List<Task> tasks =
        worlds().stream().map(one -> new Task(one, feed, called + ", seed " + one.seed())).toList();
    Pool pool = new Pool(run(tasks, workers, progress), apart);
    List<Task> lessons = pool.hasVictims() ? lessons(called) : List.of();
    Pool toLearnFrom = new Pool(run(lessons, workers, progress), Set.of());
    return new Figures(ruleSet, pool, toLearnFrom, world.accounts(), resamples).profile(called);
  }

  private List<Task> lessons(String feed) {
    String through =
        teacher.feeds() == null ? null : teacher.feeds().containsKey(feed) ? feed : RICH;
    return LongStream.rangeClosed(SEED_TO_LEARN_FROM + 1, SEED_TO_LEARN_FROM + lessons)
        .mapToObj(
            seed ->
                new Task(teacher.withSeed(seed), through, feed + ", to learn from, seed " + seed))
        .toList();
  }

  private List<Run> run(List<Task> tasks, ExecutorService workers, Progress progress)
      throws InterruptedException {
    List<Future<Run>> running = new ArrayList<>();
    for (Task task : tasks) {
      running.add(
          workers.submit(
              () -> Run.of(task.world, task.feed, ruleSet, done -> progress.at(task.part, done))));
    }
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      runs.add(get(running.get(i)));
      progress.at(tasks.get(i).part, 1);
    }
    return runs;
  }

  private static Run get(Future<Run> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException unsettled) {
        throw unsettled;
      }
      throw new IllegalStateException("a world could not be lived through", e.getCause());
    }
  }
}
