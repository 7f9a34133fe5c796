package org.almenara.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.almenara.schemas.Device;
import org.almenara.schemas.EventType;
import org.almenara.schemas.Network;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/**
 * What anybody could count of people without a rule: for each {@link Of} the most in a week, or how
 * many people there are at one thing. Baselines learn from it.
 */
@SuppressWarnings("EnumOrdinal") // a vector has a place for each; it is never stored
final class Facts {

  /** What is counted. */
  enum Of {
    HOURS_LIVE,
    LONGEST_SESSION,
    SESSIONS,
    LONGEST_WITHOUT_PAUSE,
    LOGINS,
    LOGINS_ON_OTHERS_DEVICES,
    DEVICES,
    NETWORKS,
    CITIES,
    INSTRUMENTS,
    CHECKS,
    CHECKS_NOT_PASSED,
    MISMATCHES,
    DEDUCTIONS,
    ADVANCES,
    KEPT_FROM_PERFORMER,
    PAY_NOT_IN_FULL,
    EXITS_ASKED_FOR,
    EXITS_REVERSED,
    REATTACHED,
    LOCKS,
    CHANGES_BY_OTHERS,
    CALLS_FOR_HELP,
    TIPS,
    TIPS_GRADED,
    TIPS_WITH_METHODS,
    PLACEMENTS,
    REFUSED_SHOWS,
    DAYS_SILENT,
    PEOPLE_AT_INSTRUMENT,
    PEOPLE_AT_DEVICE,
    PEOPLE_AT_LINE,
    MOVED_ON,
    TRANSFERS
  }

  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final double HOUR = Duration.ofHours(1).toMillis();
  private static final double DAY = Duration.ofDays(1).toMillis();

  private final long start;
  private final Map<String, Person> people = new TreeMap<>();
  private final Map<String, Set<String>> atInstrument = new HashMap<>();
  private final Map<String, Set<String>> atDevice = new HashMap<>();
  private final Map<String, Set<String>> atLine = new HashMap<>();
  private final Map<String, Set<String>> named = new TreeMap<>();
  private final Map<String, Double> movedOn = new HashMap<>();
  private final Map<String, Double> transfers = new HashMap<>();
  private final Map<String, List<Long>> cries = new TreeMap<>();

  /**
   * Of a world.
   *
   * @param start from when on weeks are counted, epoch milliseconds
   */
  Facts(long start) {
    this.start = start;
  }

  /** Of one of {@link #ofPeople}. */
  static double hoursLive(double[] facts) {
    return facts[Of.HOURS_LIVE.ordinal()];
  }

  void add(SourceRecord record) {
    if (record instanceof PlatformEvent event) {
      add(event);
    } else if (record instanceof Tip tip && tip.performer() != null) {
      Person person = person(tip.performer().origin(), tip.time());
      person.count(Of.TIPS, 1);
      Tip.Grade grade = tip.grade();
      if (grade != null
          && grade.source().compareTo(Tip.Grade.Source.C) <= 0
          && grade.information() <= 3) {
        person.count(Of.TIPS_GRADED, 1);
        person.count(Of.TIPS_WITH_METHODS, tip.methodsOfControl().size());
      }
    }
  }

  private void add(PlatformEvent event) {
    if (event.performer() == null) {
      if (event.payout() != null) {
        String instrument = event.payout().origin();
        if (event.type() == EventType.PAYOUT_MOVED_ON) {
          movedOn.merge(instrument, 1.0, Double::sum);
        } else if (event.type() == EventType.TRANSFER_RECEIVED) {
          transfers.merge(instrument, 1.0, Double::sum);
        }
      }
      return;
    }
    String origin = event.performer().origin();
    Person person = person(origin, event.time());
    addThings(event, origin, person);
    switch (event.type()) {
      case SESSION_STARTED -> person.starts(event);
      case SESSION_ENDED -> person.ends(event);
      case SESSION_PAUSED -> person.pauses(event);
      case SHOW_REFUSED -> person.count(Of.REFUSED_SHOWS, 1);
      case LOGIN -> {
        person.count(Of.LOGINS, 1);
        Device device = event.device();
        if (device != null && device.relation() != Device.Relation.OWN) {
          person.count(Of.LOGINS_ON_OTHERS_DEVICES, 1);
        }
      }
      case VERIFIED -> {
        person.count(Of.CHECKS, 1);
        if (event.outcome() != PlatformEvent.Outcome.PASSED) {
          person.count(Of.CHECKS_NOT_PASSED, 1);
        }
        if (event.outcome() == PlatformEvent.Outcome.MISMATCH
            || event.outcome() == PlatformEvent.Outcome.UNDER_18) {
          person.count(Of.MISMATCHES, 1);
        }
      }
      case DEDUCTION_MADE -> person.count(Of.DEDUCTIONS, 1);
      case ADVANCE_MADE -> person.count(Of.ADVANCES, 1);
      case PAYOUT_MADE -> {
        if (event.amount() != null && event.share() != null && event.amount().minor() > 0) {
          double kept = 1 - (double) event.share().minor() / event.amount().minor();
          person.most(Of.KEPT_FROM_PERFORMER, kept);
        }
      }
      case PAY_ATTESTED -> {
        if (event.attested() != PlatformEvent.Attested.FULL) {
          person.count(Of.PAY_NOT_IN_FULL, 1);
        }
      }
      case EXIT_REQUESTED -> person.count(Of.EXITS_ASKED_FOR, 1);
      case EXIT_REVERSED -> person.count(Of.EXITS_REVERSED, 1);
      case REATTACHED -> person.count(Of.REATTACHED, 1);
      case ACCOUNT_LOCKED -> person.count(Of.LOCKS, 1);
      case ACCOUNT_CHANGED -> {
        if (event.actor() != PlatformEvent.Actor.PERFORMER) {
          person.count(Of.CHANGES_BY_OTHERS, 1);
        }
      }
      case HELP_PRESSED -> cries(origin, person, event);
      case TICKET_OPENED -> {
        if (event.category() == PlatformEvent.Category.COERCION) {
          cries(origin, person, event);
        }
      }
      case PLACEMENT -> person.count(Of.PLACEMENTS, 1);
      case HEARTBEAT,
          ACCOUNT_REGISTERED,
          TERMS_ACCEPTED,
          ACCOUNT_LINKED,
          CLUSTER_OBSERVED,
          CLUSTER_MOVED,
          CLUSTER_MARKED,
          CLUSTER_UNMARKED,
          EXIT_COMPLETED,
          SESSION_ALIVE,
          SESSION_RESUMED,
          PAYMENT_RECEIVED,
          PAYOUT_MOVED_ON,
          TRANSFER_RECEIVED,
          HELP_CANCELLED -> {}
    }
  }

  private void cries(String origin, Person person, PlatformEvent event) {
    person.count(Of.CALLS_FOR_HELP, 1);
    cries.computeIfAbsent(origin, none -> new ArrayList<>()).add(event.time().toEpochMilli());
  }

  private void addThings(PlatformEvent event, String origin, Person person) {
    if (event.payout() != null) {
      person.uses(Of.INSTRUMENTS, event.payout().origin());
      note(atInstrument, event.payout().origin(), origin);
    }
    if (event.device() != null) {
      person.uses(Of.DEVICES, event.device().origin());
      note(atDevice, event.device().origin(), origin);
    }
    Network network = event.network();
    if (network != null) {
      person.uses(Of.NETWORKS, network.origin());
      if (network.kind() == Network.Kind.FIXED) {
        note(atLine, network.origin(), origin);
      }
    }
    if (event.place() != null) {
      person.uses(Of.CITIES, event.place());
    }
    if (event.cluster() != null) {
      note(named, event.cluster().origin(), origin);
    }
    if (event.document() != null) {
      note(named, event.document().origin(), origin);
    }
  }

  private static void note(Map<String, Set<String>> people, String thing, String person) {
    people.computeIfAbsent(thing, none -> new HashSet<>()).add(person);
  }

  private Person person(String origin, Instant time) {
    Person person = people.computeIfAbsent(origin, none -> new Person());
    person.at(time.toEpochMilli(), Math.floorDiv(time.toEpochMilli() - start, WEEK));
    return person;
  }

  /** People by the clusters and documents that records name with them. */
  Map<String, Set<String>> named() {
    return named;
  }

  /** When people asked for help, by origin. */
  Map<String, List<Long>> cries() {
    return cries;
  }

  /** By origin, one number for each {@link Of}. */
  Map<String, double[]> ofPeople() {
    Map<String, double[]> all = new TreeMap<>();
    people.forEach((origin, person) -> all.put(origin, vector(person)));
    return all;
  }

  private double[] vector(Person person) {
    person.closeWeek();
    double[] vector = person.most;
    vector[Of.DAYS_SILENT.ordinal()] = person.silent / DAY;
    for (String instrument : person.ever(Of.INSTRUMENTS)) {
      largest(vector, Of.PEOPLE_AT_INSTRUMENT, people(atInstrument, instrument));
      largest(vector, Of.MOVED_ON, movedOn.getOrDefault(instrument, 0.0));
      largest(vector, Of.TRANSFERS, transfers.getOrDefault(instrument, 0.0));
    }
    for (String device : person.ever(Of.DEVICES)) {
      largest(vector, Of.PEOPLE_AT_DEVICE, people(atDevice, device));
    }
    for (String line : person.ever(Of.NETWORKS)) {
      largest(vector, Of.PEOPLE_AT_LINE, people(atLine, line));
    }
    return vector;
  }

  private static int people(Map<String, Set<String>> people, String thing) {
    return people.getOrDefault(thing, Set.of()).size();
  }

  private static void largest(double[] vector, Of of, double value) {
    vector[of.ordinal()] = Math.max(vector[of.ordinal()], value);
  }

  /** One person's weeks. */
  private static final class Person {
    private final double[] most = new double[Of.values().length];
    private final double[] week = new double[Of.values().length];
    private final Map<Of, Set<String>> thisWeek = new EnumMap<>(Of.class);
    private final Map<Of, Set<String>> ever = new EnumMap<>(Of.class);
    private final Map<String, long[]> open = new HashMap<>();
    private long number = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;
    private double silent;

    void at(long time, long week) {
      if (last != Long.MIN_VALUE) {
        silent = Math.max(silent, (double) (time - last));
      }
      last = Math.max(last, time);
      if (week > number) {
        closeWeek();
        number = week;
      }
    }

    void closeWeek() {
      thisWeek.forEach((of, things) -> week[of.ordinal()] = things.size());
      for (int i = 0; i < week.length; i++) {
        most[i] = Math.max(most[i], week[i]);
        week[i] = 0;
      }
      thisWeek.clear();
    }

    void count(Of of, double number) {
      week[of.ordinal()] += number;
    }

    void most(Of of, double value) {
      week[of.ordinal()] = Math.max(week[of.ordinal()], value);
    }

    void uses(Of of, String thing) {
      thisWeek.computeIfAbsent(of, none -> new HashSet<>()).add(thing);
      ever.computeIfAbsent(of, none -> new HashSet<>()).add(thing);
    }

    Set<String> ever(Of of) {
      return ever.getOrDefault(of, Set.of());
    }

    void starts(PlatformEvent event) {
      count(Of.SESSIONS, 1);
      if (event.session() != null) {
        long at = event.time().toEpochMilli();
        open.put(event.session().origin(), new long[] {at, at});
      }
    }

    void pauses(PlatformEvent event) {
      long[] session = event.session() == null ? null : open.get(event.session().origin());
      if (session != null) {
        most(Of.LONGEST_WITHOUT_PAUSE, (event.time().toEpochMilli() - session[1]) / HOUR);
        session[1] = event.time().toEpochMilli();
      }
    }

    void ends(PlatformEvent event) {
      pauses(event);
      long @Nullable [] session =
          event.session() == null ? null : open.remove(event.session().origin());
      if (session != null) {
        double hours = (event.time().toEpochMilli() - session[0]) / HOUR;
        count(Of.HOURS_LIVE, hours);
        most(Of.LONGEST_SESSION, hours);
      }
    }
  }
}
