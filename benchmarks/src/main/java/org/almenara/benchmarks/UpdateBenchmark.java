package org.almenara.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.almenara.engine.evaluate.EntityEvaluator;
import org.almenara.engine.evaluate.EntityState;
import org.almenara.engine.evaluate.FanOut;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Topic;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One record of one entity: fanned out, taken in, and every instant evaluated that passes until the
 * next. The stream has been going on for longer than the longest window, so state is at its bound
 * and as much leaves as comes.
 *
 * <p>Two questions: what do further rules cost that read the same measures (thresholds differ), and
 * what does a longer window cost?
 */
public class UpdateBenchmark {

  private static final long MINUTE = 60_000;

  private UpdateBenchmark() {}

  /** A stream of one performer, a record every five minutes, for ever. */
  private static final class Stream {
    private final EntityEvaluator evaluator;
    private final FanOut fanOut;
    private final List<PlatformEvent> events;
    private final EntityState state = new EntityState();
    private long time = Records.events().get(0).time().toEpochMilli();
    private long number;

    Stream(RuleSet rules, List<PlatformEvent> events) {
      this.evaluator = new EntityEvaluator(rules);
      this.fanOut = new FanOut(rules);
      this.events = events;
    }

    int next() {
      time += 5 * MINUTE;
      PlatformEvent event = events.get((int) (number % events.size()));
      number++;
      Entry entry =
          new Entry(time, "record-" + number, number, false, Topic.PLATFORM_EVENTS, 0, number);
      int said = 0;
      for (Fanned fanned : fanOut.fan(event, entry, time)) {
        while (number > 1 && evaluator.nextInstant(state) <= time) {
          List<Finding> findings =
              evaluator.evaluate(
                  state,
                  EntityType.PERFORMER,
                  fanned.entity().origin(),
                  evaluator.nextInstant(state),
                  standing -> {});
          said += findings.size();
        }
        evaluator.add(state, fanned, Long.MIN_VALUE);
      }
      return said;
    }

    void fill(long window) {
      for (long passed = 0; passed < window + window / 2; passed += 5 * MINUTE) {
        next();
      }
    }
  }

  private static List<PlatformEvent> logins() {
    List<PlatformEvent> events = new ArrayList<>();
    for (int i = 0; i < SharedMeasures.DEVICES; i++) {
      String json =
          """
          {"id":"record-00","type":"login","time":"2026-03-02T10:00:00Z","platform":"plaza",
          "performer":{"token":"prf1_AAAAAAAAAAAAAAAAAAAAAA","origin":"prf1_AAAAAAAAAAAAAAAAAAAAAA"},
          "device":{"token":"dev1_%1$s","origin":"dev1_%1$s","relation":"own"}}
          """
              .formatted("%022d".formatted(i));
      PlatformEvent event =
          RecordReader.PLATFORM_EVENTS
              .read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))
              .value();
      if (event == null) {
        throw new IllegalStateException("the record keeps to its contract");
      }
      events.add(event);
    }
    return events;
  }

  /**
   * Rules that count the logins and the devices of a day; thresholds differ.
   *
   * <p>A rule that holds says its finding anew once a day, and what is said is the output of the
   * system: it costs by the finding. So there are two streams: in one the same ten rules hold
   * however many there are, which shows what further rules cost; in the other all hold, which no
   * entity comes near, and which shows what findings cost.
   */
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @Warmup(iterations = 5, time = 2)
  @Measurement(iterations = 5, time = 2)
  @Fork(value = 2, jvmArgsAppend = "-Xmx1g")
  public static class SharedMeasures {

    private static final int SOME = 10;
    private static final int DEVICES = 16;

    @Param({"20", "50", "200"})
    int rules = 20;

    @Param({"10", "all"})
    String hold = "10";

    private Stream stream = new Stream(ruleSet(SOME, SOME), logins());

    @Setup(Level.Trial)
    public void fill() {
      stream = new Stream(ruleSet(rules, hold.equals("all") ? rules : SOME), logins());
      stream.fill(24 * 60 * MINUTE);
    }

    private static RuleSet ruleSet(int number, int holding) {
      RuleText[] texts = new RuleText[number];
      for (int i = 0; i < number; i++) {
        texts[i] =
            RuleText.measuring(
                "rule-" + i,
                "performer",
                "{n: {count: records, where: 'type == \"login\"'},"
                    + " d: {distinct: device, where: 'type == \"login\"'}}",
                "24h",
                "1h",
                "n >= %d && d >= %d"
                    .formatted(1 + i % 20, 1 + i / 20 + (i < holding ? 0 : DEVICES)));
      }
      return TestRules.of(texts);
    }

    @Benchmark
    public int update() {
      return stream.next();
    }
  }

  /** One rule on each kind of state, by the length of its window. */
  @State(Scope.Benchmark)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  @Warmup(iterations = 5, time = 2)
  @Measurement(iterations = 5, time = 2)
  @Fork(value = 2, jvmArgsAppend = "-Xmx1g")
  public static class Windows {

    @Param({"1h", "24h", "30d", "90d"})
    String window = "24h";

    @Param({
      "n >= 8;{n: {count: records, where: 'type == \"login\"'}}",
      "n >= 8;{n: {distinct: device, where: 'type == \"login\"'}}",
      "n >= 100000;{n: {tally: records, where: 'type == \"login\"'}}"
    })
    String measure = "n >= 8;{n: {count: records, where: 'type == \"login\"'}}";

    private Stream stream = new Stream(ruleSet("24h", measure), logins());

    @Setup(Level.Trial)
    public void fill() {
      stream = new Stream(ruleSet(window, measure), logins());
      stream.fill(90 * 24 * 60 * MINUTE);
    }

    private static RuleSet ruleSet(String window, String measure) {
      int cut = measure.indexOf(';');
      return TestRules.of(
          RuleText.measuring(
              "rule",
              "performer",
              measure.substring(cut + 1),
              window,
              "1h",
              measure.substring(0, cut)));
    }

    @Benchmark
    public int update() {
      return stream.next();
    }
  }
}
