package org.almenara.engine.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Unit;
import org.almenara.schemas.CaseTopic;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.jspecify.annotations.Nullable;

/**
 * Gives a unit its cases: what it has heard of already at once, new ones as its ration lets them
 * through, best first. Each step is a link of the unit's audit chain.
 *
 * <p>Deferred cases = released + withdrawn + waiting: none is lost.
 */
public final class Publisher {

  /** Of one instant what people decided, and then the best first. */
  private static final Comparator<CaseRevision> BEST_FIRST =
      Comparator.comparing(CaseRevision::verdict, Comparator.nullsLast(Verdict.IN_ORDER))
          .thenComparing(Comparator.comparingLong(CaseRevision::pointsMilli).reversed())
          .thenComparing(CaseRevision::id)
          .thenComparingInt(CaseRevision::revision);

  private final String unit;
  private final Ration ration;

  /**
   * The publisher of a unit.
   *
   * @param unit its code
   * @param ofDeployment the unit itself; absent where the deployment has none of that code: then
   *     nothing waits
   */
  public Publisher(String unit, @Nullable Unit ofDeployment) {
    this.unit = unit;
    this.ration = Ration.of(ofDeployment);
  }

  /**
   * What came of an instant.
   *
   * @param head the audit chain's new end
   * @param taken of the ration
   * @param publications cases and audit entries, in order
   * @param deferred how many cases began to wait
   * @param released how many that had waited were let through
   * @param withdrawn how many that waited have expired or left for another unit, unread
   * @param nextHour when to come back, epoch milliseconds; absent: when there is something new
   */
  public record Step(
      AuditHead head,
      Taken taken,
      List<Publication> publications,
      int deferred,
      int released,
      int withdrawn,
      @Nullable Long nextHour) {}

  /**
   * Acts at an instant.
   *
   * @param waiting cases of this unit; it is changed
   * @param arrived the revisions of that instant, in any order
   */
  public Step step(
      AuditHead head, Taken taken, Waiting waiting, long instant, List<CaseRevision> arrived) {
    return new AtInstant(instant, new AuditChain(unit, instant, head), taken.at(instant), waiting)
        .take(arrived);
  }

  private final class AtInstant {

    private final long instant;
    private final AuditChain audit;
    private final Waiting waiting;
    private final List<Publication> publications = new ArrayList<>();
    private final List<CaseRevision> entered = new ArrayList<>();
    private Taken taken;
    private int deferred;
    private int released;
    private int withdrawn;

    private AtInstant(long instant, AuditChain audit, Taken taken, Waiting waiting) {
      this.instant = instant;
      this.audit = audit;
      this.taken = taken;
      this.waiting = waiting;
    }

    Step take(List<CaseRevision> arrived) {
      List<CaseRevision> byRank = new ArrayList<>(arrived);
      byRank.sort(BEST_FIRST);
      byRank.forEach(this::take);
      if (Ration.isHour(instant) && taken.waiting() > 0) {
        List<Place> places = waiting.places();
        List<Place> turn = ration.turn(taken, places, instant);
        FlaggedCase.Behind behind = behind(places, turn);
        turn.forEach(place -> release(place, behind));
      }
      for (CaseRevision revision : entered) {
        if (waiting.place(revision.id()) != null) {
          deferred++;
          publications.add(audit.link("case.deferred", revision));
        }
      }
      return new Step(
          audit.head(),
          taken,
          List.copyOf(publications),
          deferred,
          released,
          withdrawn,
          taken.waiting() > 0 ? Ration.nextHour(instant) : null);
    }

    private void take(CaseRevision revision) {
      Verdict verdict = revision.verdict();
      if (verdict != null) {
        publications.add(audit.link(verdict.action(), revision));
        return;
      }
      Place place = waiting.place(revision.id());
      if (place == null) {
        if (revision.claim().enters() && !revision.claim().urgent() && ration.limits()) {
          entered.add(revision);
          put(revision, instant);
          taken = taken.withWaiting(taken.waiting() + 1);
        } else {
          publish(revision, action(revision), null, null);
        }
      } else if (revision.content() == null) {
        withdraw("case.left", revision);
      } else if (isOver(revision)) {
        withdraw("case.lapsed", revision);
      } else {
        put(revision, place.since());
        if (revision.claim().urgent() || isTakenUp(revision)) {
          letThrough(place, null);
        }
      }
    }

    private void put(CaseRevision revision, long since) {
      waiting.put(
          new Place(revision.id(), revision.claim().rule(), revision.pointsMilli(), since),
          revision);
    }

    /** It goes as it came: the unit never heard of it. */
    private void withdraw(String action, CaseRevision revision) {
      waiting.remove(revision.id());
      taken = taken.withWaiting(taken.waiting() - 1);
      withdrawn++;
      publications.add(audit.link(action, revision));
    }

    private void release(Place place, FlaggedCase.@Nullable Behind behind) {
      taken = taken.and(place.rule());
      letThrough(place, behind);
    }

    private void letThrough(Place place, FlaggedCase.@Nullable Behind behind) {
      CaseRevision revision = waiting.remove(place.id());
      taken = taken.withWaiting(taken.waiting() - 1);
      if (place.since() == instant) {
        publish(revision, action(revision), null, behind);
      } else {
        released++;
        publish(revision, "case.released", Instant.ofEpochMilli(place.since()), behind);
      }
    }

    private void publish(
        CaseRevision revision,
        String action,
        @Nullable Instant deferredSince,
        FlaggedCase.@Nullable Behind behind) {
      String content = revision.content();
      publications.add(
          new Publication(
              new CaseTopic(unit).topicName(),
              revision.id(),
              content == null ? null : json(flaggedCase(revision, content, deferredSince, behind)),
              instant));
      publications.add(audit.link(action, revision));
    }
  }

  /** What is left when the turn of an hour is over; absent when nothing is. */
  private static FlaggedCase.@Nullable Behind behind(List<Place> places, List<Place> turn) {
    Set<String> given = turn.stream().map(Place::id).collect(Collectors.toSet());
    return places.stream()
        .filter(place -> !given.contains(place.id()))
        .min(Place.BEST_FIRST)
        .map(best -> new FlaggedCase.Behind(places.size() - turn.size(), best.pointsMilli()))
        .orElse(null);
  }

  private static String action(CaseRevision revision) {
    if (revision.content() == null) {
      return "case.left";
    }
    return revision.opens() ? "case.opened" : "case.revised";
  }

  /** Whether a case has ended. */
  private static boolean isOver(CaseRevision revision) {
    return content(revision.content()).state() == FlaggedCase.State.EXPIRED;
  }

  /** Whether people have moved it on: only a lead waits. */
  private static boolean isTakenUp(CaseRevision revision) {
    return content(revision.content()).state() != FlaggedCase.State.LEAD;
  }

  private static FlaggedCase flaggedCase(
      CaseRevision revision,
      String text,
      @Nullable Instant deferredSince,
      FlaggedCase.@Nullable Behind behind) {
    return new FlaggedCase(
        content(text),
        Json.sha256(text.getBytes(StandardCharsets.UTF_8)),
        revision.cited().stream().map(Publisher::location).toList(),
        revision.late() ? true : null,
        deferredSince,
        behind);
  }

  private static FlaggedCase.Content content(@Nullable String text) {
    try {
      return Json.read(
          (text == null ? "" : text).getBytes(StandardCharsets.UTF_8), FlaggedCase.Content.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FlaggedCase.Location location(Entry entry) {
    return new FlaggedCase.Location(
        entry.id(), entry.topic().topicName(), entry.partition(), entry.offset());
  }

  private static String json(Object value) {
    return new String(Json.canonical(value), StandardCharsets.UTF_8);
  }
}
