package org.almenara.engine.evaluate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.evaluate.Rules.MeasureSpec;
import org.almenara.engine.evaluate.Rules.Spec;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Oracle;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Sent;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * Findings by their definition: every rule, for every entity, at every slide, from all records.
 *
 * <p>A finding is said when a rule begins to hold, when it ceases, and again when every record that
 * it cited has left the window. Members hear of it when it is said and when they join later; those
 * who left hear that it ceased when it is said again.
 */
final class BruteForce {

  /** In the order in which they are said: by instant, entity and rule. */
  static final Comparator<Finding> ORDER =
      Comparator.comparingLong(Finding::instant)
          .thenComparing((Finding finding) -> finding.entity().key())
          .thenComparing(Finding::rule);

  private final List<Arrived> records;
  private final Rules rules;
  private final List<Finding> findings = new ArrayList<>();
  private int again;

  private BruteForce(List<Arrived> records, Rules rules) {
    this.records = records;
    this.rules = rules;
  }

  /**
   * What came out.
   *
   * @param findings in {@link #ORDER}
   * @param saidAgain how many were said again because their records had gone
   */
  record Result(List<Finding> findings, int saidAgain) {}

  static Result run(List<Arrived> records, Rules rules, long end) {
    BruteForce force = new BruteForce(records, rules);
    for (Spec rule : rules.rules()) {
      for (String origin : force.origins(rule.entity())) {
        force.run(rule, origin, end);
      }
    }
    force.findings.sort(ORDER);
    return new Result(force.findings, force.again);
  }

  private Set<String> origins(EntityType type) {
    TreeSet<String> origins = new TreeSet<>();
    records.forEach(one -> origins.add(token(one, type).origin()));
    return origins;
  }

  private static TokenRef token(Arrived one, EntityType type) {
    return Objects.requireNonNull(Rules.token((PlatformEvent) one.source(), type.code()));
  }

  private void run(Spec rule, String origin, long end) {
    List<Oracle> oracles = new ArrayList<>();
    rule.measures().forEach(measure -> oracles.add(oracle(rule.entity(), origin, measure)));
    Oracle names = names(rule.entity(), origin);
    long first = records.stream().mapToLong(BruteForce::visible).min().orElseThrow();
    boolean held = false;
    List<Entry> cited = List.of();
    Map<String, String> told = new TreeMap<>();
    for (long t = EventTime.instantAfter(first, rule.slide()); t <= end; t += rule.slide()) {
      long instant = t;
      long[] values = new long[oracles.size()];
      TreeSet<Entry> evidence = new TreeSet<>(Entry.BY_IDENTITY);
      for (int i = 0; i < values.length; i++) {
        MeasureSpec measure = rule.measures().get(i);
        values[i] = value(measure, oracles.get(i), instant, rule.window());
        evidence.addAll(evidence(measure, oracles.get(i), instant, rule.window()));
      }
      Subject entity = new Subject(rule.entity(), name(names, instant), origin);
      boolean holds = rule.when().test(values);
      if (holds) {
        boolean gone = cited.stream().allMatch(entry -> entry.time() < instant - rule.window());
        boolean say = !held || (gone && !cited.isEmpty());
        again += held && say ? 1 : 0;
        List<Finding.Observation> observed = observed(rule, values);
        if (say) {
          cited = List.copyOf(evidence);
          findings.add(
              new Finding(rule.id(), 1, entity, entity, instant, true, 1000, observed, cited));
        }
        if (rule.passesOn()) {
          tell(rule, entity, instant, oracles.get(0), evidence, observed, say, told);
        }
      } else if (held) {
        findings.add(ceased(rule, entity, entity, instant));
        told.forEach(
            (member, token) ->
                findings.add(
                    ceased(
                        rule, entity, new Subject(EntityType.PERFORMER, token, member), instant)));
        told.clear();
        cited = List.of();
      }
      held = holds;
    }
  }

  private void tell(
      Spec rule,
      Subject entity,
      long instant,
      Oracle oracle,
      SortedSet<Entry> evidence,
      List<Finding.Observation> observed,
      boolean say,
      Map<String, String> told) {
    Map<String, RecentTokens.Seen> members = new TreeMap<>();
    oracle.tokens(instant, rule.window()).forEach(seen -> members.put(seen.origin(), seen));
    for (RecentTokens.Seen member : members.values()) {
      if (say || !told.containsKey(member.origin())) {
        TreeSet<Entry> all = new TreeSet<>(evidence);
        all.add(member.last());
        Subject focal = new Subject(EntityType.PERFORMER, member.token(), member.origin());
        findings.add(
            new Finding(
                rule.id(), 1, entity, focal, instant, true, 500, observed, List.copyOf(all)));
        told.put(member.origin(), member.token());
      }
    }
    for (String left : say ? List.copyOf(told.keySet()) : List.<String>of()) {
      if (!members.containsKey(left)) {
        Subject focal = new Subject(EntityType.PERFORMER, told.getOrDefault(left, ""), left);
        findings.add(ceased(rule, entity, focal, instant));
        told.remove(left);
      }
    }
  }

  private static Finding ceased(Spec rule, Subject entity, Subject focal, long instant) {
    return new Finding(rule.id(), 0, entity, focal, instant, false, 0, List.of(), List.of());
  }

  private static List<Finding.Observation> observed(Spec rule, long[] values) {
    List<Finding.Observation> observed = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      MeasureSpec measure = rule.measures().get(i);
      String unit =
          switch (measure.function()) {
            case "count" -> "records";
            case "covered" -> "ms";
            default -> "entities";
          };
      observed.add(
          new Finding.Observation(
              measure.name(), Math.min(values[i], measure.clamp()), measure.clamp(), unit));
    }
    return observed;
  }

  private static long value(MeasureSpec measure, Oracle oracle, long instant, long window) {
    return switch (measure.function()) {
      case "count" -> oracle.records(instant, window).size();
      case "covered" -> oracle.covered(instant, window);
      default -> oracle.tokens(instant, window).size();
    };
  }

  private static List<Entry> evidence(
      MeasureSpec measure, Oracle oracle, long instant, long window) {
    Stream<Entry> newest =
        switch (measure.function()) {
          case "count" -> oracle.records(instant, window).stream().limit(measure.clamp());
          case "covered" -> oracle.sessionEvidence(instant, window).stream().limit(32);
          default ->
              oracle.tokens(instant, window).stream()
                  .limit(measure.clamp())
                  .map(RecentTokens.Seen::last);
        };
    return newest.toList();
  }

  private Oracle oracle(EntityType type, String origin, MeasureSpec measure) {
    String field = measure.field();
    return new Oracle(
        records.stream()
            .filter(one -> token(one, type).origin().equals(origin))
            .filter(one -> measure.type().test(one.source().typeCode()))
            .map(one -> sent(one, field))
            .toList());
  }

  /** All records that any measure of the entity's type takes: the newest names it. */
  /** The tokens that an entity is shown by, each from when a measure that took it is read. */
  private Oracle names(EntityType type, String origin) {
    List<Sent> named = new ArrayList<>();
    for (Arrived one : records) {
      if (token(one, type).origin().equals(origin)) {
        Sent sent = sent(one, type.code());
        rules.rules().stream()
            .filter(rule -> rule.entity() == type)
            .flatMap(rule -> rule.measures().stream())
            .filter(measure -> measure.type().test(one.source().typeCode()))
            .mapToLong(measure -> EventTime.instantAfter(sent.visible(), slide(type, measure)) - 1)
            .min()
            .ifPresent(from -> named.add(new Sent(sent.entry(), from, sent.reading())));
      }
    }
    return new Oracle(named);
  }

  /** How often a measure is read: rules that read the same share it. */
  private long slide(EntityType type, MeasureSpec measure) {
    return rules.rules().stream()
        .filter(rule -> rule.entity() == type)
        .filter(rule -> rule.measures().stream().anyMatch(other -> same(measure, other)))
        .mapToLong(Spec::slide)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::gcd)
        .longValueExact();
  }

  private static boolean same(MeasureSpec a, MeasureSpec b) {
    return a.function().equals(b.function()) && Objects.equals(a.field(), b.field());
  }

  private static String name(Oracle names, long instant) {
    List<Sent> visible = names.visible(instant);
    return visible.isEmpty() ? "" : String.valueOf(visible.get(0).reading().token());
  }

  private static Sent sent(Arrived one, @Nullable String field) {
    PlatformEvent event = (PlatformEvent) one.source();
    TokenRef token = field == null ? null : Rules.token(event, field);
    Reading.Mark mark =
        switch (event.type()) {
          case SESSION_STARTED -> Reading.Mark.STARTED;
          case SESSION_PAUSED -> Reading.Mark.PAUSED;
          case SESSION_RESUMED -> Reading.Mark.RESUMED;
          case SESSION_ENDED -> Reading.Mark.ENDED;
          default -> Reading.Mark.ALIVE;
        };
    return new Sent(
        one.entry(),
        visible(one),
        token == null
            ? Reading.ofRecord(1)
            : Reading.ofToken(1, token.token(), token.origin(), mark));
  }

  private static long visible(Arrived one) {
    return EventTime.visible(one.entry().time(), one.arrival());
  }
}
