package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.live.ByStretch;
import org.almenara.engine.live.Heard;
import org.almenara.engine.live.Timeline;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.Controls;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.engine.testing.TriesFactor;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/**
 * Rule sets that go live, run in shadow, are promoted, rolled back and stopped in mid-stream: what
 * holds at each instant is what the rules of that instant say of all records, and however the
 * records and the activations are interleaved, the same is said.
 *
 * <p>Every performer has a record in each slide, so that each is looked at at each instant; all
 * measures are of types that every rule set counts, so that they were always fed.
 */
class LiveRulesAgainstBruteForceTest {

  private static final long SLIDE = 600_000;
  private static final long START = TestRecords.START;
  private static final int SLIDES = 30;
  private static final int PERFORMERS = 2;
  private static final List<String> TYPES = List.of("login", "account.locked");

  /**
   * A rule as brute force evaluates it.
   *
   * @param slides of the window
   */
  private record Spec(String id, String type, int slides, int threshold) {

    RuleText text() {
      return new RuleText(
          id,
          "performer",
          "{n: {count: records, where: 'type == \"%s\"'}}".formatted(type),
          slides * 10 + "m",
          "10m",
          "n >= " + threshold,
          "account",
          "session",
          "A",
          40,
          "");
    }

    boolean holds(List<Arrived> records, String performer, long instant) {
      long from = instant - slides * SLIDE;
      return records.stream()
              .filter(one -> ((PlatformEvent) one.source()).type().code().equals(type))
              .filter(one -> performer(one).equals(performer))
              .filter(one -> one.entry().time() >= from && one.entry().time() < instant)
              .filter(one -> EventTime.visible(one.entry().time(), one.arrival()) < instant)
              .map(one -> one.entry().id())
              .distinct()
              .count()
          >= threshold;
    }
  }

  private static String performer(Arrived one) {
    return Objects.requireNonNull(((PlatformEvent) one.source()).performer()).origin();
  }

  /** A rule set, written twice. Its tick makes each performer be looked at at each instant. */
  private record Drawn(List<Spec> specs, RuleSet ruleSet) {

    static Drawn draw(Random random) {
      List<Spec> specs = new ArrayList<>();
      specs.add(new Spec("tick", "session.alive", 1, 1));
      for (int i = 0; i < 3; i++) {
        String type = i < TYPES.size() ? TYPES.get(i) : "login";
        // The longest window of each type is the same in each, so that none has to warm up.
        int slides = i < TYPES.size() ? 6 : 1 + random.nextInt(6);
        specs.add(new Spec("rule-" + i, type, slides, 1 + random.nextInt(8)));
      }
      return new Drawn(
          specs, TestRules.of(specs.stream().map(Spec::text).toArray(RuleText[]::new)));
    }
  }

  private static final List<Drawn> SETS =
      LongStream.range(0, 40).mapToObj(seed -> Drawn.draw(new Random(seed))).toList();

  /** One try: three rule sets, what is said of them, and records. */
  private static final class Try {
    private final Map<String, Drawn> sets = new HashMap<>();
    private final RuleSet packed;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Arrived> records = new ArrayList<>();

    Try(Random random) {
      List<Drawn> drawn = new ArrayList<>(SETS);
      Collections.shuffle(drawn, random);
      drawn.subList(0, 3).forEach(set -> sets.put(set.ruleSet().hash(), set));
      packed = drawn.get(0).ruleSet();
      RuleSet a = drawn.get(1).ruleSet();
      RuleSet b = drawn.get(2).ruleSet();
      heard.add(Controls.shadow(a, instant(random, 0)));
      heard.add(Controls.live(random.nextBoolean() ? a : b, instant(random, 8)));
      heard.add(Controls.stop("rule-" + random.nextInt(3), instant(random, 12)));
      heard.add(Controls.shadow(random.nextBoolean() ? a : packed, instant(random, 14)));
      heard.add(Controls.live(random.nextBoolean() ? packed : b, instant(random, 20)));
      if (random.nextBoolean()) {
        heard.add(Controls.shadowEnded(instant(random, 16)));
      }
      draw(random);
    }

    /** Seldom on a slide. */
    private static long instant(Random random, int from) {
      return START + (from + random.nextInt(5)) * SLIDE + random.nextInt(4) * (SLIDE / 4);
    }

    private void draw(Random random) {
      int id = 0;
      for (int slide = 0; slide < SLIDES; slide++) {
        for (int performer = 0; performer < PERFORMERS; performer++) {
          long begins = START + slide * SLIDE;
          add(id++, "session.alive", performer, begins + 1, 0);
          for (int i = random.nextInt(4); i > 0; i--) {
            long delay = random.nextInt(4) == 0 ? random.nextInt(3_600_000) : random.nextInt(9_000);
            add(id++, TYPES.get(random.nextInt(2)), performer, begins + time(random), delay);
          }
        }
      }
      records.sort(Comparator.comparingLong(Arrived::arrival));
    }

    private static long time(Random random) {
      return random.nextInt((int) SLIDE);
    }

    private void add(int i, String type, int performer, long time, long delay) {
      String id = "record-%04d".formatted(i);
      PlatformEvent event =
          TestRecords.event(
              id,
              type,
              time,
              "\"performer\":" + TestRecords.ref("prf", 0, performer),
              "\"session\":" + TestRecords.ref("ses", 0, performer),
              "\"actor\":\"manager\"",
              "\"device\":" + TestRecords.ref("dev", 0, 1).replace("}", ",\"relation\":\"own\"}"));
      Entry entry = new Entry(time, id, i, false, Topic.PLATFORM_EVENTS, i % 3, i);
      records.add(new Arrived(event, entry, time + delay));
    }

    Timeline timeline(List<Heard> said) {
      return Timeline.of(
          packed,
          hash -> {
            Drawn set = sets.get(hash);
            return set == null ? null : set.ruleSet();
          },
          said);
    }

    long end() {
      return START + SLIDES * SLIDE;
    }
  }

  @Test
  void whatHoldsAtEachInstantIsWhatItsRulesSay() {
    AtomicInteger held = new AtomicInteger();
    AtomicInteger inShadow = new AtomicInteger();
    LongStream.range(0, TriesFactor.times(100))
        .parallel()
        .forEach(
            seed -> {
              Try drawn = new Try(new Random(seed));
              Timeline timeline = drawn.timeline(drawn.heard);
              List<Finding> findings =
                  new PlainRun(timeline).run(drawn.records, drawn.end()).findings();
              // The first instant has nothing before it, and none is looked at after the last.
              for (long at = START + SLIDE; at <= drawn.end(); at += SLIDE) {
                Set<String> expected = byDefinition(drawn, timeline, at);
                assertThat(held(findings, at)).as("seed %d at %d", seed, at).isEqualTo(expected);
                held.addAndGet(expected.size());
                expected.removeIf(rule -> Lane.of(rule) == Lane.LIVE);
                inShadow.addAndGet(expected.size());
              }
            });
    assertThat(held).hasValueGreaterThan(1_000);
    assertThat(inShadow).hasValueGreaterThan(200);
  }

  private static Set<String> byDefinition(Try drawn, Timeline timeline, long instant) {
    Set<String> holding = new TreeSet<>();
    for (Lane lane : Lane.values()) {
      RuleSet running =
          lane == Lane.LIVE ? timeline.at(instant).live() : timeline.at(instant).shadow();
      if (running == null) {
        continue;
      }
      for (Spec spec : Objects.requireNonNull(drawn.sets.get(running.hash())).specs()) {
        for (int i = 0; i < PERFORMERS; i++) {
          String performer = TestRecords.token("prf", 0, i);
          if (!isStopped(drawn, spec.id(), instant)
              && spec.holds(drawn.records, performer, instant)) {
            holding.add(lane.key(spec.id() + " " + performer));
          }
        }
      }
    }
    return holding;
  }

  /** By its definition, apart from the timeline's. */
  private static boolean isStopped(Try drawn, String rule, long instant) {
    return drawn.heard.stream()
        .filter(heard -> rule.equals(heard.activation().rule()))
        .filter(stop -> stop.timestamp() < instant)
        .anyMatch(
            stop ->
                drawn.heard.stream()
                    .filter(heard -> heard.activation().type().code().equals("activation.live"))
                    .noneMatch(
                        live ->
                            live.effective() > stop.timestamp() && live.effective() <= instant));
  }

  private static Set<String> held(List<Finding> findings, long instant) {
    Set<String> held = new TreeSet<>();
    for (Finding finding : findings) {
      String key = finding.lane().key(finding.rule() + " " + finding.entity().origin());
      if (finding.instant() > instant) {
        continue;
      }
      if (finding.holds()) {
        held.add(key);
      } else {
        held.remove(key);
      }
    }
    return held;
  }

  @Test
  void anyInterleavingOfRecordsAndActivationsSaysTheSame() {
    AtomicInteger said = new AtomicInteger();
    LongStream.range(0, TriesFactor.times(200))
        .parallel()
        .forEach(
            seed -> {
              Random random = new Random(seed);
              Try drawn = new Try(random);
              List<Finding> straight =
                  new ArrayList<>(
                      new PlainRun(drawn.timeline(drawn.heard))
                          .run(drawn.records, drawn.end())
                          .findings());
              straight.sort(BY_INSTANT);
              assertThat(new Interleaved(drawn, random).run())
                  .as("seed " + seed)
                  .isEqualTo(straight);
              said.addAndGet(straight.size());
            });
    assertThat(said).hasValueGreaterThan(1_000);
  }

  private static final Comparator<Finding> BY_INSTANT =
      BruteForce.ORDER.thenComparing(finding -> finding.lane().key(finding.focal().key()));

  /**
   * Partitions read at different speeds; each activation is heard at some time after it was
   * written, and before a record of its time is read.
   */
  private static final class Interleaved {
    private final Try drawn;
    private final Random random;
    private final List<Heard> unheard;
    private final List<Heard> heard = new ArrayList<>();
    private final Map<String, EntityState> states = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private Timeline timeline;
    private ByStretch<FanOut> fanOut = fanOuts();
    private ByStretch<EntityEvaluator> evaluator = evaluators();

    Interleaved(Try drawn, Random random) {
      this.drawn = drawn;
      this.random = random;
      this.unheard = new ArrayList<>(drawn.heard);
      this.timeline = drawn.timeline(List.of());
    }

    private static ByStretch<FanOut> fanOuts() {
      return new ByStretch<>(stretch -> new FanOut(stretch.joined()));
    }

    private static ByStretch<EntityEvaluator> evaluators() {
      return new ByStretch<>(stretch -> new EntityEvaluator(stretch.joined(), Guards.ON));
    }

    List<Finding> run() {
      List<List<Arrived>> partitions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int partition = i;
        partitions.add(
            drawn.records.stream().filter(one -> one.entry().partition() == partition).toList());
      }
      int[] next = new int[3];
      for (int read = 0; read < drawn.records.size(); read++) {
        int partition = random.nextInt(3);
        while (next[partition] == partitions.get(partition).size()) {
          partition = (partition + 1) % 3;
        }
        Arrived one = partitions.get(partition).get(next[partition]++);
        hear(Math.max(one.entry().time(), one.arrival()));
        read(one);
        advance(watermark(partitions, next));
      }
      hear(Long.MAX_VALUE);
      advance(drawn.end());
      findings.sort(BY_INSTANT);
      return findings;
    }

    /** All that takes effect by then must be heard; what was written may be. */
    private void hear(long time) {
      int before = heard.size();
      unheard.removeIf(
          one -> {
            boolean now =
                one.effective() <= time || (one.timestamp() <= time && random.nextInt(10) == 0);
            if (now) {
              heard.add(one);
            }
            return now;
          });
      if (heard.size() > before) {
        timeline = drawn.timeline(heard);
        fanOut = fanOuts();
        evaluator = evaluators();
      }
    }

    private static long watermark(List<List<Arrived>> partitions, int[] next) {
      long slowest = Long.MAX_VALUE;
      for (int i = 0; i < next.length; i++) {
        List<Arrived> of = partitions.get(i);
        if (next[i] < of.size()) {
          slowest =
              Math.min(
                  slowest,
                  next[i] == 0
                      ? Long.MIN_VALUE
                      : EventTime.watermark(of.get(next[i] - 1).arrival()));
        }
      }
      return slowest == Long.MAX_VALUE ? Long.MIN_VALUE : slowest;
    }

    private void read(Arrived one) {
      long visible = EventTime.visible(one.entry().time(), one.arrival());
      for (Fanned fanned :
          fanOut.of(timeline.at(visible)).fan(one.source(), one.entry(), visible)) {
        EntityState state = states.computeIfAbsent(fanned.entity().key(), key -> new EntityState());
        EntityEvaluator adding = evaluator.of(timeline.at(visible));
        adding.add(state, fanned, Long.MIN_VALUE);
        state.setTimer(adding.nextInstant(state));
        if (random.nextInt(4) == 0) {
          states.put(fanned.entity().key(), Walk.restarted(state));
        }
      }
    }

    private void advance(long to) {
      for (Map.Entry<String, EntityState> entry : states.entrySet()) {
        EntityState state = entry.getValue();
        while (state.timer() <= Math.min(to, drawn.end())) {
          long instant = state.timer();
          EntityEvaluator evaluating = evaluator.of(timeline.at(instant));
          findings.addAll(
              evaluating.evaluate(
                  state, EntityType.PERFORMER, Lane.bare(entry.getKey()).substring(10), instant));
          state.setTimer(evaluating.nextInstant(state));
        }
      }
    }
  }
}
