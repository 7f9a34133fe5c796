package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.almenara.engine.PlainRun;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.registers.Register;
import org.almenara.engine.rules.Needs;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TriesFactor;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.RegisterEntry;
import org.junit.jupiter.api.Test;

/**
 * What feeds leave out, against its definition: random rules that require random facts, records of
 * three platforms, and register entries that say what these lack and when they were silent,
 * replaced by later ones. Whatever the interleaving and the restarts, what is said is what
 * evaluating each rule at every slide says, where it is evaluable.
 */
class FeedsAgainstBruteForceTest {

  private static final int RUNS = 2_000;
  private static final int RULE_SETS = 200;
  private static final long MINUTE = 60_000;

  private static final List<String> PLATFORMS = List.of("p", "q", "r");
  private static final List<String> FACTS =
      List.of(
          "login.device",
          "login",
          "payout.made.amount",
          "payout.made.payout",
          "payout.made",
          "account.locked.actor",
          "session.started",
          "session.ended",
          "session.alive");

  /** In percent of the runs. */
  private static final Map<Path, Double> LEAST =
      Map.of(
          Path.SAID, 40.0,
          Path.WITHHELD_BEGIN, 5.0,
          Path.WITHHELD_END, 4.0,
          Path.PASSED_ON, 2.0);

  /** Compiling takes longer than running. */
  private static final class Drawn {
    private static final List<Rules> SETS =
        LongStream.range(0, RULE_SETS).parallel().mapToObj(Drawn::draw).toList();

    private static Rules draw(long seed) {
      Random random = new Random(seed);
      Rules rules = Rules.draw(random.nextLong());
      Map<String, String> facts = new TreeMap<>();
      for (Rules.Spec rule : rules.rules()) {
        TreeSet<String> of = new TreeSet<>();
        for (int n = random.nextInt(4); n > 0; n--) {
          of.add(FACTS.get(random.nextInt(FACTS.size())));
        }
        facts.put(rule.id(), of.toString());
      }
      return rules.requiring(facts);
    }
  }

  @Test
  void aRuleSaysNothingWhereItIsNotEvaluable() {
    int runs = TriesFactor.times(RUNS);
    Map<Path, Integer> paths = new EnumMap<>(Path.class);
    LongStream.range(0, runs)
        .parallel()
        .mapToObj(FeedsAgainstBruteForceTest::run)
        .collect(Collectors.toList())
        .forEach(run -> run.forEach(path -> paths.merge(path, 1, Integer::sum)));
    System.out.println(runs + " runs; " + paths);
    if (TriesFactor.enoughForShares()) {
      LEAST.forEach(
          (path, percent) ->
              assertThat(paths.getOrDefault(path, 0) * 100.0 / runs)
                  .as("percent of the runs: " + path)
                  .isGreaterThanOrEqualTo(percent));
    }
  }

  private static Set<Path> run(long seed) {
    Random random = new Random(seed);
    Rules rules = Drawn.SETS.get(random.nextInt(RULE_SETS));
    List<Arrived> records = World.spread(World.random(random, rules.unit()), PLATFORMS);
    List<Register.Said> entries = entries(random, rules.unit());
    Feeds feeds = new Feeds();
    entries.forEach(said -> feeds.add(said.entry(), said.timestamp()));
    Walk walk = new Walk(rules.ruleSet(), Guards.ON, random, feeds);
    long end = World.end(records, rules.lifetime());
    walk.run(records, end);
    BruteForce.Result expected =
        BruteForce.run(
            records,
            rules,
            BruteForce.Erased.NOTHING,
            (rule, seen, instant) -> blind(rules, rule, seen, instant, entries));
    String why = "seed " + seed + "\n" + entries + "\n" + rules;
    assertThat(lines(walk.findings())).as(why).isEqualTo(lines(expected.findings()));
    assertThat(walk.kept()).as(why).isZero();
    List<Finding> plain =
        new ArrayList<>(new PlainRun(rules.ruleSet()).with(entries).run(records, end).findings());
    plain.sort(BruteForce.ORDER);
    assertThat(plain).as(why).isEqualTo(walk.findings());
    if (!expected.findings().isEmpty()) {
      expected.paths().add(Path.SAID);
    }
    return expected.paths();
  }

  /** What is said, but for the gaps: they are looked at by themselves. */
  private static String lines(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.toString().replaceFirst(", gaps=\\[.*", ""))
        .collect(Collectors.joining("\n"));
  }

  /**
   * By the definition in docs/decisions/0025-what-feeds-leave-out.md, a stretch of time after the
   * other.
   */
  private static boolean blind(
      Rules rules,
      Rules.Spec spec,
      Map<String, Long> seen,
      long instant,
      List<Register.Said> entries) {
    Rule rule = Objects.requireNonNull(rules.ruleSet().rule(spec.id()));
    Needs needs = rule.needs();
    if (!needs.whole()) {
      return false;
    }
    List<RegisterEntry> known = known(entries, instant);
    for (Map.Entry<String, Long> sighting : seen.entrySet()) {
      for (Needs.Fact fact : needs.facts()) {
        TreeSet<Long> cuts = new TreeSet<>(Set.of(instant - needs.horizon(), instant));
        List<long[]> lost = new ArrayList<>();
        for (RegisterEntry entry : known) {
          long[] stretch = stretch(entry, fact, sighting, needs.horizon(), instant);
          lost.add(stretch);
          cuts.add(stretch[0]);
          cuts.add(stretch[1]);
        }
        long sum = 0;
        for (long cut : cuts.subSet(instant - needs.horizon(), true, instant, false)) {
          long next = Objects.requireNonNull(cuts.higher(cut));
          boolean covered = lost.stream().anyMatch(of -> of[0] <= cut && next <= of[1]);
          sum += covered ? next - cut : 0;
        }
        if (sum > needs.tolerated()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Of each id the version that counts. */
  private static List<RegisterEntry> known(List<Register.Said> entries, long instant) {
    Map<String, Register.Said> newest = new TreeMap<>();
    for (Register.Said said : entries) {
      if (said.timestamp() + 5 * MINUTE <= instant) {
        newest.merge(said.entry().id(), said, (a, b) -> a.timestamp() > b.timestamp() ? a : b);
      }
    }
    return newest.values().stream().map(Register.Said::entry).toList();
  }

  /** What an entry takes of a fact; nothing is {0, 0}. */
  private static long[] stretch(
      RegisterEntry entry,
      Needs.Fact fact,
      Map.Entry<String, Long> seen,
      long horizon,
      long instant) {
    long[] nothing = {0, 0};
    boolean silence = entry.type() == RegisterEntry.Type.FEED_SILENCE;
    Integer percent = entry.completeness();
    if (!seen.getKey().equals(entry.platform()) || (!silence && percent != null && percent >= 95)) {
      return nothing;
    }
    String type = entry.recordType();
    String field = entry.field();
    String whole = fact.path().isEmpty() ? fact.type() : fact.type() + "." + fact.path();
    String named = type == null ? "" : field == null ? type : type + "." + field;
    boolean same = type == null || whole.equals(named) || whole.startsWith(named + ".");
    // session.started is no part of session.
    if (!same || (type != null && !type.equals(fact.type()))) {
      return nothing;
    }
    long from = entry.effective().toEpochMilli();
    if (seen.getValue() < instant - horizon || from >= instant) {
      return nothing;
    }
    Instant until = entry.until();
    long end = until == null ? instant : Math.min(instant, until.toEpochMilli());
    if (silence && until != null && until.toEpochMilli() <= instant) {
      end -= 60 * MINUTE;
    }
    return end <= from ? nothing : new long[] {from, end};
  }

  private static List<Register.Said> entries(Random random, long unit) {
    List<Register.Said> entries = new ArrayList<>();
    long span = 400 * unit;
    for (int i = random.nextInt(6); i > 0; i--) {
      String platform = PLATFORMS.get(random.nextInt(PLATFORMS.size()));
      boolean silence = random.nextBoolean();
      String fact = FACTS.get(random.nextInt(FACTS.size()));
      RegisterEntry of =
          entry(random, "entry-" + (char) ('a' + i) + "x", silence, platform, fact, unit);
      long timestamp = of.effective().toEpochMilli() + random.nextLong(span) - span / 4;
      timestamp -= Math.floorMod(timestamp, MINUTE);
      entries.add(new Register.Said(of, timestamp));
      if (random.nextInt(3) == 0) {
        RegisterEntry later = entry(random, of.id(), silence, platform, fact, unit);
        entries.add(new Register.Said(later, timestamp + MINUTE * (1 + random.nextInt(200))));
      }
    }
    return entries;
  }

  private static RegisterEntry entry(
      Random random, String id, boolean silence, String platform, String fact, long unit) {
    long from = TestRecords.START + unit * (random.nextInt(400) - 60);
    List<String> fields = new ArrayList<>();
    fields.add("\"id\":\"" + id + "\"");
    fields.add("\"type\":\"" + (silence ? "feed.silence" : "feed.capability") + "\"");
    fields.add("\"time\":\"" + Instant.ofEpochMilli(from) + "\"");
    fields.add("\"effective\":\"" + Instant.ofEpochMilli(from) + "\"");
    fields.add("\"platform\":\"" + platform + "\"");
    if (random.nextInt(3) > 0) {
      long until = from + unit * random.nextInt(300);
      fields.add("\"until\":\"" + Instant.ofEpochMilli(until) + "\"");
    }
    int dots = fact.split("\\.").length;
    boolean ofField = dots == 3 || fact.startsWith("login.");
    String type = ofField ? fact.substring(0, fact.lastIndexOf('.')) : fact;
    if (!silence || random.nextBoolean()) {
      fields.add("\"record_type\":\"" + type + "\"");
      if (!silence && ofField && random.nextBoolean()) {
        fields.add("\"field\":\"" + fact.substring(type.length() + 1) + "\"");
      }
    }
    if (!silence) {
      fields.add("\"completeness\":" + List.of(0, 60, 94, 95, 100).get(random.nextInt(5)));
    }
    String json = "{" + String.join(",", fields) + "}";
    var read = RecordReader.REGISTER_ENTRIES.read(json.getBytes(StandardCharsets.UTF_8));
    return Objects.requireNonNull(read.value(), () -> json + " " + read.refusal());
  }
}
