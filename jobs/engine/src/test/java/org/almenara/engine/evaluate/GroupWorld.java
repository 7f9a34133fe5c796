package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.PlatformEvent;

/**
 * Random studios whose performers work, move and fall silent, and rules about both.
 *
 * @param rules about performers: a number of records of one type
 * @param groups about studios
 * @param records by arrival
 */
record GroupWorld(List<MemberRule> rules, List<GroupSpec> groups, List<Arrived> records) {

  static final int PERFORMERS = 6;
  static final int STUDIOS = 3;
  private static final long MINUTE = 60_000;

  /** A performer holds it with at least so many records of a type in the window. */
  record MemberRule(String id, String type, int atLeast, long window, long slide) {

    RuleText text() {
      return RuleText.measuring(
          id,
          "performer",
          "{n: {count: records, where: 'type == \"" + type + "\"'}}",
          window / MINUTE + "m",
          slide / MINUTE + "m",
          "n >= " + atLeast);
    }
  }

  /** What its condition asks; its three numbers are n, m and the share k / 8. */
  enum Asks {
    SOME("{a: {holding: %1$s}, p: {active: performer}}", "'a >= %3$d && p >= %4$d'"),
    SHARE("{s: {share_holding: %1$s, at_least: %3$d}}", "'s >= %5$s'"),
    LESS("{s: {share_holding: %1$s, at_least: %3$d}}", "'s < %5$s'"),
    BOTH("{a: {holding: %1$s}, b: {holding: %2$s}}", "'a >= %3$d && b >= 1'"),
    PEOPLE("{p: {active: performer}}", "'p == %4$d'");

    private final String measures;
    private final String when;

    Asks(String measures, String when) {
      this.measures = measures;
      this.when = when;
    }

    /** Whether it holds; the share is exact, a quotient of counts. */
    boolean test(GroupSpec spec, int first, int second, int people) {
      boolean known = people >= spec.n;
      return switch (this) {
        case SOME -> first >= spec.n && people >= spec.m;
        case SHARE -> known && first * 8 >= spec.k * people;
        case LESS -> known && first * 8 < spec.k * people;
        case BOTH -> first >= spec.n && second >= 1;
        case PEOPLE -> people == spec.m;
      };
    }
  }

  /** A rule about studios. */
  record GroupSpec(
      String id,
      Asks asks,
      MemberRule first,
      MemberRule second,
      int n,
      int m,
      int k,
      long window,
      long slide,
      boolean passesOn) {

    List<MemberRule> reads() {
      return switch (asks) {
        case PEOPLE -> List.of();
        case BOTH -> first.equals(second) ? List.of(first) : List.of(first, second);
        default -> List.of(first);
      };
    }

    RuleText text() {
      String share = String.valueOf(k / 8.0);
      String more = passesOn ? "\npasses_on: {to: performer, weight: 0.5}" : "";
      return RuleText.measuring(
              id,
              "studio",
              asks.measures.formatted(first.id, second.id, n, m, share),
              window / MINUTE + "m",
              slide / MINUTE + "m",
              asks.when.formatted(first.id, second.id, n, m, share))
          .with("group: {of: performer, active: 'type == \"session.started\"'}" + more);
    }
  }

  RuleSet ruleSet() {
    List<RuleText> texts = new ArrayList<>();
    rules.forEach(rule -> texts.add(rule.text()));
    groups.forEach(group -> texts.add(group.text()));
    return TestRules.of(texts.toArray(RuleText[]::new));
  }

  /** The longest that anything of it can matter after its last record. */
  static final long LONGEST = 10 * 60 * MINUTE;

  static GroupWorld random(Random random) {
    List<MemberRule> rules =
        List.of(memberRule(random, "logins", "login"), memberRule(random, "paid", "payout.made"));
    List<GroupSpec> groups = new ArrayList<>();
    int n = 1 + random.nextInt(3);
    for (int i = 0; i < n; i++) {
      groups.add(groupSpec(random, "studio-" + i, rules));
    }
    return new GroupWorld(rules, groups, records(random));
  }

  private static MemberRule memberRule(Random random, String id, String type) {
    long window = List.of(30, 60, 120).get(random.nextInt(3)) * MINUTE;
    long slide = List.of(10, 15, 30).get(random.nextInt(3)) * MINUTE;
    return new MemberRule(id, type, 1 + random.nextInt(2), window, slide);
  }

  private static GroupSpec groupSpec(Random random, String id, List<MemberRule> rules) {
    Asks asks = Asks.values()[random.nextInt(Asks.values().length)];
    MemberRule first = rules.get(random.nextInt(2));
    MemberRule second = rules.get(random.nextInt(2));
    List<Long> slides =
        List.of(10L, 15L, 30L, 60L).stream()
            .map(minutes -> minutes * MINUTE)
            .filter(slide -> slide % first.slide == 0 && slide % second.slide == 0)
            .toList();
    return new GroupSpec(
        id,
        asks,
        first,
        second,
        1 + random.nextInt(2),
        1 + random.nextInt(3),
        1 + random.nextInt(8),
        List.of(60, 120, 180).get(random.nextInt(3)) * MINUTE,
        slides.get(random.nextInt(slides.size())),
        random.nextBoolean());
  }

  private static List<Arrived> records(Random random) {
    List<Arrived> arrived = new ArrayList<>();
    int records = 1 + random.nextInt(60);
    long span = (random.nextInt(4) == 0 ? 1_440L : 300L) * MINUTE;
    for (int i = 0; i < records; i++) {
      long time = TestRecords.START + (long) (random.nextDouble() * span);
      time -= random.nextBoolean() ? time % (10 * MINUTE) : 0;
      PlatformEvent event = event(random, i, time);
      do {
        arrived.add(
            World.arrived(
                event, i, arrival(random, time), random.nextInt(World.PARTITIONS), arrived.size()));
      } while (random.nextInt(20) == 0);
    }
    arrived.sort(Comparator.comparingLong(Arrived::arrival));
    return arrived;
  }

  private static PlatformEvent event(Random random, int i, long time) {
    String type = List.of("session.started", "login", "payout.made").get(random.nextInt(3));
    int performer = random.nextInt(PERFORMERS);
    // Mostly at home, sometimes elsewhere, sometimes with no studio at all.
    int studio = random.nextInt(3) > 0 ? performer % STUDIOS : random.nextInt(STUDIOS);
    List<String> fields = new ArrayList<>();
    fields.add("\"performer\":" + TestRecords.ref("prf", 0, performer));
    fields.add("\"payout\":" + TestRecords.ref("pay", 0, 1));
    fields.add("\"session\":" + TestRecords.ref("ses", 0, i));
    fields.add("\"device\":" + TestRecords.ref("dev", 0, 1).replace("}", ",\"relation\":\"own\"}"));
    fields.add("\"amount\":{\"minor\":100,\"currency\":\"USD\"}");
    fields.add("\"reported_by\":\"platform\"");
    if (random.nextInt(10) > 0) {
      fields.add("\"studio\":" + TestRecords.ref("stu", 0, studio));
    }
    return TestRecords.event("record-%03d".formatted(i), type, time, fields.toArray(String[]::new));
  }

  private static long arrival(Random random, long time) {
    return switch (random.nextInt(4)) {
      case 0 -> time + random.nextInt((int) EventTime.ALLOWED_LATENESS_MILLIS + 1);
      case 1 -> time - random.nextInt((int) EventTime.FUTURE_TOLERANCE_MILLIS + 1);
      default -> time + random.nextInt((int) EventTime.OUT_OF_ORDERNESS_MILLIS + 1);
    };
  }

  /** An instant by which all is over. */
  long end() {
    return World.end(records, LONGEST);
  }
}
