package org.almenara.cli.live;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.almenara.cli.Problem;
import org.almenara.schemas.Json;
import org.almenara.schemas.RuleSetStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The parallel workers of the job's steps, by what each said last of each rule set.
 *
 * <p>The topic is compacted and forgets nobody: workers of a job that ran with more of them are
 * still there. Who asks says how many a step has.
 */
public final class Workers {

  /** The job's reason where it refuses a rule set, whoever activates it. */
  private static final String DOES_NOT_COMPILE = "does-not-compile";

  /** A worker: one of the parallel ones of a step. */
  public record Worker(String step, int subtask) implements Comparable<Worker> {

    private static final Comparator<Worker> ORDER =
        Comparator.comparing(Worker::step).thenComparing(Worker::subtask);

    @Override
    public int compareTo(Worker other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return step + " " + subtask;
    }
  }

  /** What a worker said, and where on the topic, which has one partition. */
  public record Word(RuleSetStatus status, long offset) {

    /** Whether the rule set judges, or runs in shadow, in the worker. */
    public boolean runs() {
      return switch (status.state()) {
        case RUNNING, RUNNING_IN_SHADOW, APPLIED_LATE -> true;
        case RECEIVED, REFUSED, ENDED, STOPPED, RULE_FAILED -> false;
      };
    }

    /** Whether an activation of the rule set is refused, and not the rule set for ever. */
    public boolean refusesActivation() {
      return status.state() == RuleSetStatus.State.REFUSED
          && !DOES_NOT_COMPILE.equals(status.reason());
    }
  }

  private final int subtasks;
  private final SortedMap<Worker, SortedMap<String, Word>> words = new TreeMap<>();

  /** What was said of single rules: it leaves alone what was said of their rule set. */
  private final SortedMap<Worker, SortedMap<String, Word>> wordsOfRules = new TreeMap<>();

  /**
   * Nobody has said a word yet.
   *
   * @param subtasks words of workers from this one on are left out
   */
  public Workers(int subtasks) {
    this.subtasks = subtasks;
  }

  /** Takes what was said next. */
  public void hear(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    RuleSetStatus status;
    try {
      status = Json.read(record.value(), RuleSetStatus.class);
    } catch (IOException e) {
      throw new Problem(
          "%s-%d@%d is no status of this version's contract"
              .formatted(record.topic(), record.partition(), record.offset()),
          "read it with `almenara topics tail %s --raw`".formatted(record.topic()),
          e);
    }
    if (status.subtask() < subtasks) {
      Worker worker = new Worker(status.step(), status.subtask());
      SortedMap<String, Word> said = words.computeIfAbsent(worker, fresh -> new TreeMap<>());
      Word word = new Word(status, record.offset());
      if (status.rule() == null) {
        said.put(status.ruleSet(), word);
      } else {
        wordsOfRules
            .computeIfAbsent(worker, fresh -> new TreeMap<>())
            .put(status.ruleSet() + ":" + status.rule(), word);
      }
    }
  }

  /** Those that have said something, by step and number. */
  public List<Worker> all() {
    return List.copyOf(words.keySet());
  }

  /** What a worker said last of a rule set; absent: it never spoke of it. */
  public @Nullable Word of(Worker worker, String ruleSet) {
    return said(worker).stream()
        .filter(word -> word.status().ruleSet().equals(ruleSet))
        .findAny()
        .orElse(null);
  }

  /** What a worker said last of all rule sets and rules; absent: it never spoke. */
  public @Nullable Word newest(Worker worker) {
    return Stream.concat(said(worker).stream(), saidOfRules(worker).stream())
        .max(Comparator.comparing(Word::offset))
        .orElse(null);
  }

  /** Whether a worker said of a rule that it stopped it, at an instant or later. */
  public boolean stopped(Worker worker, String rule, Instant since) {
    return saidOfRules(worker).stream()
        .map(Word::status)
        .anyMatch(
            status ->
                status.state() == RuleSetStatus.State.STOPPED
                    && rule.equals(status.rule())
                    && !status.at().isBefore(since));
  }

  /**
   * What judges in a worker by its own word; absent: it has not said so.
   *
   * @param history tells words about shadows from others, where a word does not
   */
  public @Nullable Word judging(Worker worker, ActivationHistory history) {
    return said(worker).stream()
        .filter(Word::runs)
        .filter(word -> !isOfShadow(word, history))
        .max(Comparator.comparing((Word word) -> word.status().at()).thenComparing(Word::offset))
        .orElse(null);
  }

  private static boolean isOfShadow(Word word, ActivationHistory history) {
    if (word.status().state() == RuleSetStatus.State.RUNNING_IN_SHADOW) {
      return true;
    }
    String ruleSet = word.status().ruleSet();
    ActivationHistory.Entry shadow = history.shadowAt(word.status().at());
    ActivationHistory.Entry live = history.liveAt(word.status().at());
    return shadow != null
        && shadow.ruleSet().equals(ruleSet)
        && (live == null || !live.ruleSet().equals(ruleSet));
  }

  /** Rule sets that a worker refused. */
  public List<Word> refused(Worker worker) {
    List<Word> refused = new ArrayList<>();
    for (Word word : said(worker)) {
      if (word.status().state() == RuleSetStatus.State.REFUSED) {
        refused.add(word);
      }
    }
    return refused;
  }

  private Collection<Word> saidOfRules(Worker worker) {
    SortedMap<String, Word> said = wordsOfRules.get(worker);
    return said == null ? List.of() : said.values();
  }

  private Collection<Word> said(Worker worker) {
    SortedMap<String, Word> said = words.get(worker);
    return said == null ? List.of() : said.values();
  }
}
