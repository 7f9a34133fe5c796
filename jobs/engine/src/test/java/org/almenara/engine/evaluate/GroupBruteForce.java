package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.evaluate.GroupWorld.GroupSpec;
import org.almenara.engine.evaluate.GroupWorld.MemberRule;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Studio;
import org.jspecify.annotations.Nullable;

/**
 * Findings about groups by their definition: at every slide, who belongs to the studio and for whom
 * the rules hold, from the list of all records.
 */
final class GroupBruteForce {

  /** In the order in which they are compared. */
  static final Comparator<Finding> ORDER =
      BruteForce.ORDER.thenComparing(finding -> finding.focal().key());

  private final GroupWorld world;
  private final long end;
  private final Map<String, List<Arrived>> byPerformerAndType;
  private final List<Finding> findings = new ArrayList<>();
  private int moves;
  private int silences;
  private int again;

  private GroupBruteForce(GroupWorld world) {
    this.world = world;
    this.end = world.end();
    this.byPerformerAndType =
        world.records().stream()
            .collect(Collectors.groupingBy(one -> performer(one) + one.source().typeCode()));
  }

  /**
   * What came out.
   *
   * @param findings about studios, in {@link #ORDER}
   * @param moves how often a performer changed studio
   * @param silences how often one fell silent
   * @param again how many findings were said again
   */
  record Result(List<Finding> findings, int moves, int silences, int again) {}

  static Result run(GroupWorld world) {
    GroupBruteForce force = new GroupBruteForce(world);
    world.groups().forEach(force::run);
    force.findings.sort(ORDER);
    return new Result(force.findings, force.moves, force.silences, force.again);
  }

  /** How a performer stands at an instant: where, by which record, and what holds for it. */
  private record Stands(int studio, Entry tie, Map<String, Entry> held) {}

  /** The records of a type of a performer that count at an instant, newest first. */
  private List<Arrived> counting(int performer, String type, long window, long instant) {
    return byPerformerAndType
        .getOrDefault(TestRecords.token("prf", 0, performer) + type, List.of())
        .stream()
        .filter(one -> one.entry().time() < instant && one.entry().time() >= instant - window)
        .filter(one -> EventTime.visible(one.entry().time(), one.arrival()) < instant)
        .sorted(Comparator.comparing(Arrived::entry, Entry.BY_IDENTITY).reversed())
        .toList();
  }

  private static String performer(Arrived one) {
    return Objects.requireNonNull(((PlatformEvent) one.source()).performer()).origin();
  }

  private static int studio(Arrived one) {
    Studio studio = ((PlatformEvent) one.source()).studio();
    return studio == null ? -1 : studio.origin().charAt(studio.origin().length() - 1) - '0';
  }

  private @Nullable Arrived newestAtAStudio(int performer, long window, long instant) {
    return counting(performer, "session.started", window, instant).stream()
        .filter(one -> studio(one) >= 0)
        .findFirst()
        .orElse(null);
  }

  /** The newest record that shows a rule about a performer; absent where it does not hold. */
  private @Nullable Entry newest(MemberRule rule, int performer, long instant) {
    List<Arrived> counting = counting(performer, rule.type(), rule.window(), instant);
    long different = counting.stream().map(one -> one.entry().content()).distinct().count();
    return different >= rule.atLeast() ? counting.get(0).entry() : null;
  }

  /** All rules that share what members say: they look alike. */
  private List<MemberRule> readTogether(GroupSpec spec) {
    return world.groups().stream()
        .filter(other -> other.window() == spec.window() && other.slide() == spec.slide())
        .flatMap(other -> other.reads().stream())
        .distinct()
        .toList();
  }

  /** How a performer stands, by instant at which a studio looks. */
  private Map<Long, Stands> stands(GroupSpec spec, int performer) {
    Map<Long, Stands> stands = new HashMap<>();
    Map<String, Entry> said = new HashMap<>();
    Stands now = null;
    for (long t = TestRecords.START; t <= end; t += 300_000) {
      Map<String, Entry> held = new TreeMap<>();
      Map<String, Entry> saidNow = new TreeMap<>();
      for (MemberRule rule : readTogether(spec)) {
        Entry cited = said.get(rule.id());
        if (t % rule.slide() == 0) {
          Entry newest = newest(rule, performer, t);
          if (newest == null) {
            said.remove(rule.id());
          } else if (cited == null || cited.time() < t - rule.window()) {
            said.put(rule.id(), newest);
            saidNow.put(rule.id(), newest);
          }
        }
        Entry holds = said.get(rule.id());
        if (holds != null) {
          held.put(rule.id(), holds);
        }
      }
      boolean news =
          !saidNow.isEmpty() || (now != null && !held.keySet().equals(now.held.keySet()));
      if (t % spec.slide() == 0) {
        Arrived place = newestAtAStudio(performer, spec.window(), t);
        if (place == null) {
          silences += now == null ? 0 : 1;
          now = null;
        } else if (now == null || now.studio != studio(place)) {
          moves += now == null ? 0 : 1;
          now = new Stands(studio(place), place.entry(), atJoining(spec, performer, held, t));
        } else if (news || now.tie.time() < t - spec.window()) {
          now = new Stands(now.studio, place.entry(), updated(now, held, saidNow));
        }
      } else if (now != null && news) {
        now = new Stands(now.studio, now.tie, updated(now, held, saidNow));
      }
      if (now != null) {
        stands.put(t, now);
      }
    }
    return stands;
  }

  private Map<String, Entry> atJoining(
      GroupSpec spec, int performer, Map<String, Entry> held, long instant) {
    Map<String, Entry> fresh = new TreeMap<>();
    for (MemberRule rule : readTogether(spec)) {
      if (held.containsKey(rule.id())) {
        fresh.put(rule.id(), Objects.requireNonNull(newest(rule, performer, instant)));
      }
    }
    return fresh;
  }

  /** What is said at this instant is told anew; the rest stays as it was told. */
  private static Map<String, Entry> updated(
      Stands now, Map<String, Entry> held, Map<String, Entry> saidNow) {
    Map<String, Entry> updated = new TreeMap<>(now.held);
    updated.keySet().retainAll(held.keySet());
    updated.putAll(saidNow);
    return updated;
  }

  private void run(GroupSpec spec) {
    List<Map<Long, Stands>> performers = new ArrayList<>();
    for (int performer = 0; performer < GroupWorld.PERFORMERS; performer++) {
      performers.add(stands(spec, performer));
    }
    for (int studio = 0; studio < GroupWorld.STUDIOS; studio++) {
      run(spec, studio, performers);
    }
  }

  private void run(GroupSpec spec, int studio, List<Map<Long, Stands>> performers) {
    String origin = TestRecords.token("stu", 0, studio);
    Subject group = new Subject(EntityType.STUDIO, origin, origin);
    long staleAt = Long.MAX_VALUE;
    boolean held = false;
    TreeSet<Integer> told = new TreeSet<>();
    long reach =
        spec.reads().stream().mapToLong(MemberRule::window).reduce(spec.window(), Math::max);
    for (long t = TestRecords.START; t <= end; t += spec.slide()) {
      TreeMap<Integer, Stands> members = new TreeMap<>();
      for (int performer = 0; performer < performers.size(); performer++) {
        Stands stands = performers.get(performer).get(t);
        if (stands != null && stands.studio == studio) {
          members.put(performer, stands);
        }
      }
      int first = holding(members, spec.first());
      int second = holding(members, spec.second());
      if (!members.isEmpty() && spec.asks().test(spec, first, second, members.size())) {
        List<Entry> evidence = evidence(spec, members);
        List<Finding.Observation> observed = observed(spec, first, second, members.size());
        boolean say = !held || t >= staleAt;
        again += held && say ? 1 : 0;
        if (say) {
          findings.add(said(spec, group, group, t, 1000, observed, evidence));
          long gone = evidence.get(evidence.size() - 1).time() + reach + 1;
          staleAt = gone > t ? gone : Long.MAX_VALUE;
        }
        if (spec.passesOn()) {
          for (int left : List.copyOf(told)) {
            if (!members.containsKey(left)) {
              findings.add(ceased(spec, group, performer(left), t));
              told.remove(left);
            }
          }
          for (Map.Entry<Integer, Stands> member : members.entrySet()) {
            if (told.add(member.getKey()) || say) {
              TreeSet<Entry> cited = new TreeSet<>(Entry.BY_IDENTITY);
              cited.addAll(evidence);
              cited.add(member.getValue().tie);
              Subject focal = performer(member.getKey());
              findings.add(said(spec, group, focal, t, 500, observed, List.copyOf(cited)));
            }
          }
        }
        held = true;
      } else if (held) {
        findings.add(ceased(spec, group, group, t));
        for (int member : told) {
          findings.add(ceased(spec, group, performer(member), t));
        }
        told.clear();
        held = false;
      }
    }
  }

  private static Subject performer(int number) {
    String origin = TestRecords.token("prf", 0, number);
    return new Subject(EntityType.PERFORMER, origin, origin);
  }

  private static int holding(Map<Integer, Stands> members, MemberRule rule) {
    return (int)
        members.values().stream().filter(stands -> stands.held.containsKey(rule.id())).count();
  }

  private static List<Entry> evidence(GroupSpec spec, Map<Integer, Stands> members) {
    TreeSet<Entry> shown = new TreeSet<>(Entry.BY_IDENTITY);
    for (Stands stands : members.values()) {
      for (MemberRule rule : spec.reads()) {
        Entry newest = stands.held.get(rule.id());
        if (newest != null) {
          shown.add(newest);
        }
      }
    }
    if (shown.isEmpty()) {
      members.values().forEach(stands -> shown.add(stands.tie));
    }
    return List.copyOf(shown);
  }

  private static List<Finding.Observation> observed(
      GroupSpec spec, int first, int second, int people) {
    Finding.Observation share =
        observation("s", first * 1_000_000L / people, spec.k() * 125_000L, "millionths");
    return switch (spec.asks()) {
      case SOME ->
          List.of(
              observation("a", first, spec.n(), "entities"),
              observation("p", people, spec.m(), "entities"));
      case SHARE, LESS -> List.of(share);
      case BOTH ->
          List.of(
              observation("a", first, spec.n(), "entities"),
              observation("b", second, 1, "entities"));
      case PEOPLE -> List.of(observation("p", people, spec.m() + 1, "entities"));
    };
  }

  private static Finding.Observation observation(String name, long value, long clamp, String unit) {
    return new Finding.Observation(name, Math.min(value, clamp), clamp, unit, false);
  }

  private static Finding said(
      GroupSpec spec,
      Subject group,
      Subject focal,
      long instant,
      int weight,
      List<Finding.Observation> observed,
      List<Entry> evidence) {
    return new Finding(spec.id(), 1, group, focal, instant, true, weight, observed, evidence);
  }

  private static Finding ceased(GroupSpec spec, Subject group, Subject focal, long instant) {
    return new Finding(spec.id(), 0, group, focal, instant, false, 0, List.of(), List.of());
  }
}
