package org.almenara.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.almenara.engine.evaluate.FanOut;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Topic;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One record handed to its entities, by the number of filters in the rule set; all filters differ.
 *
 * <p>The filters of the smaller set are among those of the larger, and the further ones are of the
 * same kinds with other constants, as rules that look for other codes are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class FanOutBenchmark {

  @Param({"20", "200"})
  int filters = 20;

  private final List<PlatformEvent> records = Records.events();
  private FanOut fanOut = new FanOut(ruleSetOf(1));

  @Setup
  public void compile() {
    fanOut = new FanOut(ruleSetOf(filters));
  }

  private static org.almenara.engine.rules.RuleSet ruleSetOf(int number) {
    List<String> texts = filters(number);
    RuleText[] rules = new RuleText[number];
    for (int i = 0; i < number; i++) {
      rules[i] =
          RuleText.measuring(
              "rule-" + i,
              "performer",
              "{n: {count: records, where: '" + texts.get(i) + "'}}",
              "1d",
              "1h",
              "n >= 1");
    }
    return TestRules.of(rules);
  }

  /** Filters that all differ: first one of each kind, then the same kinds with other constants. */
  private static List<String> filters(int number) {
    Set<String> seen = new TreeSet<>();
    List<String> filters = new ArrayList<>(PredicateBenchmark.FILTERS.subList(0, 9));
    seen.addAll(filters);
    List<String> actors = List.of("manager", "support", "performer", "platform");
    List<String> whats = List.of("password", "payout", "second_factor", "profile", "detach");
    List<String> relations = List.of("own", "studio", "other", "unknown");
    List<String> platforms = List.of("p1", "p2", "p3", "p4", "p5", "p6", "p7");
    List<String> reporters = List.of("platform", "studio", "processor", "performer");
    List<String> rails = List.of("bank", "card", "prepaid", "ewallet", "crypto", "cash");
    for (int i = 0; filters.size() < number; i++) {
      int turn = i / 8;
      String text =
          switch (i % 8) {
            case 0 ->
                "type == \"exit.reversed\" && actor == \"%s\" && what == \"%s\""
                    .formatted(of(actors, turn), of(whats, turn / 4));
            case 1 ->
                "type == \"account.changed\" && what == \"%s\" && actor == \"%s\""
                    .formatted(of(whats, turn), of(actors, turn / 5));
            case 2 ->
                "type == \"login\" && device.relation == \"%s\" && platform == \"%s\""
                    .formatted(of(relations, turn), of(platforms, turn / 4));
            case 3 ->
                "type == \"payout.made\" && rail == \"%s\" && reported_by == \"%s\""
                    .formatted(of(rails, turn), of(reporters, turn / 6));
            case 4 ->
                "type == \"pay.attested\" && reported_by == \"%s\" && platform == \"%s\""
                    .formatted(of(reporters, turn), of(platforms, turn / 4));
            case 5 ->
                "type == \"verified\" && actor == \"%s\" && platform == \"%s\""
                    .formatted(of(actors, turn), of(platforms, turn / 4));
            case 6 ->
                "type == \"account.locked\" && actor == \"%s\" && platform == \"%s\""
                    .formatted(of(actors, turn), of(platforms, turn / 4));
            default ->
                "type == \"payout.made\" && rail == \"%s\" && amount.minor >= %d"
                    .formatted(of(rails, turn), 100_000L * (1 + turn / 6));
          };
      if (seen.add(text)) {
        filters.add(text);
      }
    }
    return filters;
  }

  private static String of(List<String> values, int place) {
    return values.get(place % values.size());
  }

  @Benchmark
  @OperationsPerInvocation(Records.NUMBER)
  public void fanOut(Blackhole hole) {
    for (int i = 0; i < records.size(); i++) {
      hole.consume(one(i));
    }
  }

  /** The copies of one record of those that come again and again. */
  List<Fanned> one(int number) {
    PlatformEvent record = records.get(number % records.size());
    long time = record.time().toEpochMilli();
    return fanOut.fan(
        record, new Entry(time, record.id(), 0, false, Topic.PLATFORM_EVENTS, 0, 0), time);
  }
}
