package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * Random rules, each written twice: as YAML for the engine, and as plain Java for brute force.
 *
 * @param rules by id
 * @param ruleSet the same, compiled
 */
record Rules(List<Spec> rules, RuleSet ruleSet) {

  /** Longest window and slide, both of which a record can matter, with lateness. */
  static final long LONGEST = 12 * 3_600_000L;

  private static final long MINUTE = 60_000;

  /** A measure as the oracle computes it. */
  record MeasureSpec(
      String name, String function, @Nullable String field, Predicate<String> type, long clamp) {}

  /** A rule as brute force evaluates it; values in the order of the measures' names. */
  record Spec(
      String id,
      EntityType entity,
      List<MeasureSpec> measures,
      long window,
      long slide,
      Predicate<long[]> when,
      boolean passesOn,
      RuleText text) {}

  /** Compiling takes longer than running: so many sets, drawn once. */
  private static final List<Rules> SETS =
      new Random(7).longs(120).mapToObj(seed -> draw(new Random(seed))).toList();

  static Rules random(Random random) {
    return SETS.get(random.nextInt(SETS.size()));
  }

  private static Rules draw(Random random) {
    List<Spec> specs = new ArrayList<>();
    int n = 1 + random.nextInt(4);
    for (int i = 0; i < n; i++) {
      specs.add(spec(random, "rule-" + i));
    }
    return new Rules(specs, TestRules.of(specs.stream().map(Spec::text).toArray(RuleText[]::new)));
  }

  private static Spec spec(Random random, String id) {
    long window = List.of(30, 60, 120, 240).get(random.nextInt(4)) * MINUTE;
    long slide = List.of(10, 15, 30).get(random.nextInt(3)) * MINUTE;
    int c = 1 + random.nextInt(4);
    return switch (random.nextInt(6)) {
      case 0 -> counting(id, window, slide, c, c + 2, random.nextBoolean());
      case 1 -> exactly(id, window, slide, c);
      case 2 -> devices(id, window, slide, c);
      case 3 -> live(id, window, slide, 10L * c * MINUTE);
      case 4 -> either(id, window, slide, c);
      default -> funnel(id, window, slide, Math.min(c, 3));
    };
  }

  private static Spec counting(
      String id, long window, long slide, int from, int below, boolean strict) {
    String when =
        strict ? "n > " + (from - 1) + " && n < " + below : from + " <= n && n < " + below;
    return new Spec(
        id,
        EntityType.PERFORMER,
        List.of(new MeasureSpec("n", "count", null, "login"::equals, below)),
        window,
        slide,
        values -> values[0] >= from && values[0] < below,
        false,
        text(
            id,
            "performer",
            "{n: {count: records, where: 'type == \"login\"'}}",
            window,
            slide,
            when));
  }

  private static Spec exactly(String id, long window, long slide, int n) {
    return new Spec(
        id,
        EntityType.PAYOUT,
        List.of(new MeasureSpec("n", "count", null, "payout.made"::equals, n + 1)),
        window,
        slide,
        values -> values[0] == n,
        false,
        text(
            id,
            "payout",
            "{n: {count: records, where: 'type == \"payout.made\"'}}",
            window,
            slide,
            "n == " + n));
  }

  private static Spec devices(String id, long window, long slide, int n) {
    return new Spec(
        id,
        EntityType.PERFORMER,
        List.of(new MeasureSpec("n", "distinct", "device", type -> true, n + 1)),
        window,
        slide,
        values -> values[0] > n,
        false,
        text(
            id,
            "performer",
            "{n: {distinct: device, where: 'platform == \"p\"'}}",
            window,
            slide,
            "!(n <= " + n + ")"));
  }

  private static Spec live(String id, long window, long slide, long atLeast) {
    return new Spec(
        id,
        EntityType.PERFORMER,
        List.of(new MeasureSpec("t", "covered", "session", t -> t.startsWith("session"), atLeast)),
        window,
        slide,
        values -> values[0] >= atLeast,
        false,
        text(
            id,
            "performer",
            "{t: {covered: session}}",
            window,
            slide,
            "'t >= duration(\"" + atLeast / MINUTE + "m\")'"));
  }

  private static Spec either(String id, long window, long slide, int n) {
    return new Spec(
        id,
        EntityType.PERFORMER,
        List.of(
            new MeasureSpec("a", "count", null, "login"::equals, n),
            new MeasureSpec("b", "distinct", "payout", "payout.made"::equals, 2),
            new MeasureSpec("t", "covered", "session", t -> t.startsWith("session"), 45 * MINUTE)),
        window,
        slide,
        values -> (values[0] >= n && values[1] < 1) || (values[1] >= 2 && values[2] < 45 * MINUTE),
        false,
        text(
            id,
            "performer",
            "{a: {count: records, where: 'type == \"login\"'},"
                + " b: {distinct: payout, where: 'type == \"payout.made\"'}, t: {covered: session}}",
            window,
            slide,
            "'a >= " + n + " && b < 1 || b >= 2 && t < duration(\"45m\")'"));
  }

  private static Spec funnel(String id, long window, long slide, int n) {
    return new Spec(
        id,
        EntityType.PAYOUT,
        List.of(new MeasureSpec("who", "members", "performer", "payout.made"::equals, n)),
        window,
        slide,
        values -> values[0] >= n,
        true,
        text(
                id,
                "payout",
                "{who: {members: performer, where: 'type == \"payout.made\"'}}",
                window,
                slide,
                "who >= " + n)
            .with("passes_on: {to: performer, weight: 0.5}"));
  }

  private static RuleText text(
      String id, String entity, String measures, long window, long slide, String when) {
    return RuleText.measuring(
        id,
        entity,
        measures,
        window / MINUTE + "m",
        slide / MINUTE + "m",
        when.startsWith("'") ? when : "'" + when + "'");
  }

  static @Nullable TokenRef token(PlatformEvent event, String field) {
    return switch (field) {
      case "performer" -> event.performer();
      case "payout" -> event.payout();
      case "session" -> event.session();
      case "device" ->
          event.device() == null
              ? null
              : new TokenRef(event.device().token(), event.device().origin());
      default -> throw new IllegalArgumentException(field);
    };
  }
}
