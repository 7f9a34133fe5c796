package org.almenara.engine.evaluate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.evaluate.Rules.Spec;
import org.almenara.engine.measures.ByDefinition;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Oracle;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Sent;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.TokenRef;

/**
 * Findings by their definition: every rule, for every entity, at every slide, from all records.
 *
 * <p>A finding is said when a rule begins to hold, when it ceases, and again when every record that
 * it cited has left what its measure looks back over. Members hear of it when it is said and when
 * they join later; those who left hear that it ceased when it is said again.
 */
final class BruteForce {

  /** In the order in which they are said: by instant, entity and rule. */
  static final Comparator<Finding> ORDER =
      Comparator.comparingLong(Finding::instant)
          .thenComparing((Finding finding) -> finding.entity().key())
          .thenComparing(Finding::rule);

  private static final int MOST_CITED = 32;
  private static final List<Integer> K_CLASSES = List.of(8, 32, 128, 512, 1000);
  private static final int MOST_MEMBERS = 128;

  private final List<Arrived> records;
  private final Rules rules;
  private final Erased erased;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Path> paths = EnumSet.noneOf(Path.class);
  private final Set<Function> held = EnumSet.noneOf(Function.class);

  private final Blind blind;

  private BruteForce(List<Arrived> records, Rules rules, Erased erased, Blind blind) {
    this.records = records;
    this.rules = rules;
    this.erased = erased;
    this.blind = blind;
  }

  /** Whether a rule is not evaluable. */
  interface Blind {
    Blind NEVER = (rule, seen, instant) -> false;

    /**
     * At an instant.
     *
     * @param seen the newest time of a record, by platform
     */
    boolean is(Spec rule, Map<String, Long> seen, long instant);
  }

  /**
   * A token that is erased.
   *
   * @param origin which one; of none where nothing is erased
   * @param from first instant at which no record counts that names it
   */
  record Erased(String origin, long from) {

    static final Erased NOTHING = new Erased("", Long.MAX_VALUE);

    boolean isIn(Reading reading) {
      return origin.equals(reading.origin()) || origin.equals(reading.of());
    }
  }

  /**
   * What came out.
   *
   * @param findings in {@link #ORDER}
   * @param paths what happened on the way
   * @param held functions on which a rule that held depends
   */
  record Result(List<Finding> findings, Set<Path> paths, Set<Function> held) {}

  static Result run(List<Arrived> records, Rules rules, Erased erased) {
    return run(records, rules, erased, Blind.NEVER);
  }

  static Result run(List<Arrived> records, Rules rules, Erased erased, Blind blind) {
    BruteForce force = new BruteForce(records, rules, erased, blind);
    for (Spec rule : rules.rules()) {
      for (String origin : force.origins(rule.entity())) {
        force.new OfEntity(rule, origin).run();
      }
    }
    force.findings.sort(ORDER);
    return new Result(force.findings, force.paths, force.held);
  }

  private Set<String> origins(EntityType type) {
    TreeSet<String> origins = new TreeSet<>();
    for (Arrived one : records) {
      TokenRef token = DrawnMeasure.token((PlatformEvent) one.source(), type.code());
      if (token != null) {
        origins.add(token.origin());
      }
    }
    return origins;
  }

  private List<Arrived> about(EntityType type, String origin) {
    return records.stream()
        .filter(
            one -> {
              TokenRef token = DrawnMeasure.token((PlatformEvent) one.source(), type.code());
              return token != null && token.origin().equals(origin);
            })
        .toList();
  }

  /** One rule and one entity. */
  private final class OfEntity {
    private final Spec rule;
    private final String origin;
    private final List<Arrived> about;
    private final List<ByDefinition> asked = new ArrayList<>();
    private final List<ByDefinition> askedOfTheRest = new ArrayList<>();
    private final Oracle names;
    private final Map<String, String> told = new TreeMap<>();
    private final IdentityHashMap<Arrived, Long> takenFrom = new IdentityHashMap<>();

    OfEntity(Spec rule, String origin) {
      this.rule = rule;
      this.origin = origin;
      this.about = about(rule.entity(), origin);
      this.names = names();
      for (int i = 0; i < rule.measures().size(); i++) {
        DrawnMeasure measure = rule.measures().get(i);
        List<Sent> taken = taken(measure);
        asked.add(new ByDefinition(measure.question(), measure.times(), k(i), taken));
        askedOfTheRest.add(
            new ByDefinition(measure.question(), measure.times(), k(i), rest(measure, taken)));
      }
    }

    private List<Sent> taken(DrawnMeasure measure) {
      List<Sent> taken = new ArrayList<>();
      for (Arrived one : about) {
        Reading reading = measure.reads().of((PlatformEvent) one.source());
        if (reading != null) {
          taken.add(new Sent(one.entry(), visible(one), reading));
        }
      }
      return taken;
    }

    /** Those that an erasure leaves; of many tokens no single one is kept. */
    private List<Sent> rest(DrawnMeasure measure, List<Sent> taken) {
      boolean rough = measure.question().function() == Function.DISTINCT && !measure.lists();
      return rough ? taken : taken.stream().filter(sent -> !erased.isIn(sent.reading())).toList();
    }

    private List<ByDefinition> asked(long instant) {
      return instant < erased.from ? asked : askedOfTheRest;
    }

    /** The tokens that the entity is shown by, each from when a measure that took it is read. */
    private Oracle names() {
      List<Sent> named = new ArrayList<>();
      for (Arrived one : about) {
        PlatformEvent event = (PlatformEvent) one.source();
        TokenRef token = Objects.requireNonNull(DrawnMeasure.token(event, rule.entity().code()));
        long visible = visible(one);
        rules.rules().stream()
            .filter(other -> other.entity() == rule.entity())
            .flatMap(other -> other.measures().stream())
            .filter(measure -> measure.reads().of(event) != null)
            .mapToLong(measure -> EventTime.instantAfter(visible, slide(measure)) - 1)
            .min()
            .ifPresent(
                from ->
                    named.add(
                        new Sent(
                            one.entry(),
                            from,
                            Reading.ofToken(1, token.token(), token.origin(), null))));
      }
      return new Oracle(named);
    }

    private String name(long instant) {
      List<Sent> visible = names.visible(instant);
      return visible.isEmpty() ? "" : String.valueOf(visible.get(0).reading().token());
    }

    void run() {
      long first = about.stream().mapToLong(BruteForce::visible).min().orElseThrow();
      long end = about.stream().mapToLong(BruteForce::visible).max().orElseThrow() + rules.reach();
      if (blind != Blind.NEVER) {
        // What is withheld is said before the state ends.
        end = Math.max(end, stateEnd());
      }
      boolean own = erased.origin.equals(origin);
      end = own ? Math.min(end, erased.from - 1) : end;
      boolean holding = false;
      long staleAfter = Long.MAX_VALUE;
      for (long t = EventTime.instantAfter(first, rule.slide()); t <= end; t += rule.slide()) {
        if (t >= erased.from) {
          reached(Path.ERASED, told.remove(erased.origin) != null);
        }
        long[] values = values(t);
        boolean holds = rule.when().holds(values);
        if (holds != holding && blind.is(rule, seen(t), t)) {
          reached(holds ? Path.WITHHELD_BEGIN : Path.WITHHELD_END, true);
          continue;
        }
        Subject entity = new Subject(rule.entity(), name(t), origin);
        if (holds) {
          boolean again = holding && t > staleAfter;
          boolean say = !holding || again;
          reached(Path.SAID_AGAIN, again);
          TreeSet<Entry> evidence = new TreeSet<>(Entry.BY_IDENTITY);
          long freshUntil = Long.MIN_VALUE;
          for (int i = 0; i < values.length; i++) {
            DrawnMeasure measure = rule.measures().get(i);
            for (Entry cited : asked(t).get(i).evidence(t, mostCited(i))) {
              evidence.add(cited);
              long leaves = cited.time() + rule.window() + measure.reachesBack();
              freshUntil = Math.max(freshUntil, leaves);
            }
          }
          if (say) {
            staleAfter = evidence.isEmpty() ? Long.MAX_VALUE : freshUntil;
            findings.add(
                new Finding(
                    rule.id(),
                    1,
                    entity,
                    entity,
                    t,
                    true,
                    1000,
                    observed(t, values),
                    List.copyOf(evidence)));
            reached(Path.LATE, evidence.stream().anyMatch(Entry::late));
          }
          if (rule.passesOn()) {
            tell(entity, t, evidence, observed(t, values), say);
          }
          rule.measures().forEach(measure -> held.add(measure.question().function()));
        } else if (holding) {
          cease(entity, t);
        }
        holding = holds;
      }
      if (holding && own) {
        told.remove(origin);
        cease(new Subject(rule.entity(), name(erased.from), origin), erased.from);
        reached(Path.ERASED, true);
      } else if (holding) {
        throw new IllegalStateException(rule.id() + " holds when all is over");
      }
    }

    /** The instant at which nothing of the entity is kept any more. */
    private long stateEnd() {
      long newest =
          about.stream()
              .filter(one -> takenFrom(one) != Long.MAX_VALUE)
              .mapToLong(BruteForce::visible)
              .max()
              .orElse(0);
      return EventTime.instantAtOrAfter(
          newest + rules.ruleSet().lifetime(rule.entity()), rules.ruleSet().baseSlide());
    }

    /** The first instant at which a measure of the entity that takes a record is read. */
    private long takenFrom(Arrived one) {
      return rules.rules().stream()
          .filter(other -> other.entity() == rule.entity())
          .flatMap(other -> other.measures().stream())
          .filter(measure -> measure.reads().of((PlatformEvent) one.source()) != null)
          .mapToLong(measure -> EventTime.instantAfter(visible(one), slide(measure)))
          .min()
          .orElse(Long.MAX_VALUE);
    }

    private Map<String, Long> seen(long instant) {
      Map<String, Long> seen = new TreeMap<>();
      for (Arrived one : about) {
        if (takenFrom.computeIfAbsent(one, this::takenFrom) <= instant) {
          String platform = ((PlatformEvent) one.source()).platform();
          seen.merge(platform, one.entry().time(), Math::max);
        }
      }
      return seen;
    }

    private long[] values(long instant) {
      long[] values = new long[asked.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = asked(instant).get(i).value(instant);
        reached(Path.ERASED, values[i] != asked.get(i).value(instant));
        reached(Path.ABSENT, values[i] == Summary.ABSENT);
        reached(Path.EVICTED, asked.get(i).evicted(instant));
        reached(Path.OVERFLOWED, asked.get(i).overflowed(instant));
      }
      return values;
    }

    /** What the rule needs a list to remember, whoever shares it; 0 where there is no list. */
    private int k(int measure) {
      DrawnMeasure of = rule.measures().get(measure);
      if (!of.lists()) {
        return 0;
      }
      boolean members = of.question().function() == Function.MEMBERS;
      long needed = Math.max(rule.clamp(measure), members ? MOST_MEMBERS : 0);
      return K_CLASSES.stream().filter(k -> k >= needed).findFirst().orElseThrow();
    }

    private int mostCited(int measure) {
      int each = rule.measures().get(measure).citedEach();
      return each == 0 ? MOST_CITED : (int) Math.max(0, each * rule.clamp(measure));
    }

    private List<Finding.Observation> observed(long instant, long[] values) {
      List<Finding.Observation> observed = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        if (values[i] != Summary.ABSENT) {
          observed.add(
              new Finding.Observation(
                  DrawnCondition.name(i),
                  Math.min(values[i], rule.clamp(i)),
                  rule.clamp(i),
                  rule.measures().get(i).unit(),
                  asked.get(i).overflowed(instant)));
        }
      }
      return observed;
    }

    private void cease(Subject entity, long instant) {
      findings.add(ceased(entity, entity, instant));
      told.forEach((member, token) -> findings.add(ceased(entity, focal(token, member), instant)));
      told.clear();
    }

    private void tell(
        Subject entity,
        long instant,
        SortedSet<Entry> evidence,
        List<Finding.Observation> observed,
        boolean say) {
      Map<String, RecentTokens.Seen> members = new TreeMap<>();
      asked(instant).get(0).tokens(instant).forEach(seen -> members.put(seen.origin(), seen));
      for (RecentTokens.Seen member : members.values()) {
        if (say || !told.containsKey(member.origin())) {
          TreeSet<Entry> all = new TreeSet<>(evidence);
          all.add(member.last());
          findings.add(
              new Finding(
                  rule.id(),
                  1,
                  entity,
                  focal(member.token(), member.origin()),
                  instant,
                  true,
                  500,
                  observed,
                  List.copyOf(all)));
          told.put(member.origin(), member.token());
          reached(Path.PASSED_ON, true);
        }
      }
      for (String left : say ? List.copyOf(told.keySet()) : List.<String>of()) {
        if (!members.containsKey(left)) {
          Subject focal = focal(told.getOrDefault(left, ""), left);
          findings.add(ceased(entity, focal, instant));
          told.remove(left);
        }
      }
    }

    private Finding ceased(Subject entity, Subject focal, long instant) {
      return new Finding(rule.id(), 0, entity, focal, instant, false, 0, List.of(), List.of());
    }
  }

  private static Subject focal(String token, String origin) {
    return new Subject(EntityType.PERFORMER, token, origin);
  }

  private void reached(Path path, boolean now) {
    if (now) {
      paths.add(path);
    }
  }

  private final Map<String, Long> slideOf = new HashMap<>();

  /** How often a measure is read: rules that read the same share it. */
  private long slide(DrawnMeasure measure) {
    return slideOf.computeIfAbsent(measure.shares(), shares -> computeSlide(measure));
  }

  private long computeSlide(DrawnMeasure measure) {
    return rules.rules().stream()
        .filter(
            rule ->
                rule.measures().stream().anyMatch(other -> other.shares().equals(measure.shares())))
        .mapToLong(Spec::slide)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::gcd)
        .longValueExact();
  }

  static long visible(Arrived one) {
    return EventTime.visible(one.entry().time(), one.arrival());
  }
}
