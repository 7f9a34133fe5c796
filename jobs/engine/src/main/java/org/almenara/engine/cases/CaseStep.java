package org.almenara.engine.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Scorer;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.Disposition.Decision;
import org.almenara.schemas.Disposition.Review;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.UnitKind;
import org.jspecify.annotations.Nullable;

/**
 * One instant of a focal entity's cases: time passes, people have decided, evidence is heard. At
 * most one revision of a case comes of it.
 */
final class CaseStep {

  /** Dismissed cases are forgotten after this; then only counters of rules are left. */
  static final long DISMISSED_KEPT_MILLIS = Duration.ofDays(90).toMillis();

  /** How long a case that people took up is kept after all about it has fallen silent. */
  static final long SILENT_KEPT_MILLIS = Duration.ofDays(365).toMillis();

  /** Ids of dispositions that are remembered, so that a second copy changes nothing. */
  private static final int MOST_HEARD = 64;

  private final CaseKeeper keeper;
  private final long instant;
  private final Map<String, CaseState> before = new HashMap<>();
  private final List<CaseState> cases;
  private final List<String> heard;
  private final List<CaseRevision> revisions = new ArrayList<>();
  private boolean evidenceHeard;

  CaseStep(CaseKeeper keeper, CaseFile file, long instant) {
    this.keeper = keeper;
    this.instant = instant;
    this.cases = new ArrayList<>(file.cases());
    this.heard = new ArrayList<>(file.heard());
    file.cases().forEach(state -> before.put(state.id(), state));
  }

  /** When time alone changes a case next; {@link Scorer#NEVER} for never. */
  static long changesAt(CaseState state) {
    Human human = state.human();
    Long waitsUntil = human == null ? null : human.waitsUntil();
    return Math.min(endsAt(state), waitsUntil == null ? Scorer.NEVER : waitsUntil);
  }

  private static long endsAt(CaseState state) {
    Human human = state.human();
    if (human == null) {
      return Scorer.NEVER;
    }
    if (human.dismissed()) {
      return human.at() + DISMISSED_KEPT_MILLIS;
    }
    boolean silent = human.takenUp() && state.assessment().faded();
    return silent
        ? Math.max(human.at(), state.assessment().instant()) + SILENT_KEPT_MILLIS
        : Scorer.NEVER;
  }

  /** Ends what has been kept long enough, and waits that are over. */
  void passTime() {
    for (CaseState state : List.copyOf(cases)) {
      Human human = state.human();
      Long waitsUntil = human == null ? null : human.waitsUntil();
      if (endsAt(state) <= instant) {
        end(state, keeper.at(state.assessment(), instant));
      } else if (human != null && waitsUntil != null && waitsUntil <= instant) {
        replace(state.with(human.awake()));
      }
    }
  }

  /** Takes in what a human decided, or says why not. */
  void decide(Decided decided) {
    Disposition disposition = decided.disposition();
    CaseState state =
        cases.stream()
            .filter(known -> known.id().equals(disposition.caseId()))
            .findFirst()
            .orElse(null);
    if (state == null) {
      String unit = disposition.unit();
      say(
          keeper.units().unit(unit) == null ? CaseKeeper.WATCH : unit,
          disposition.revision(),
          decided,
          Objection.UNKNOWN_CASE);
      return;
    }
    Objection objection =
        heard.contains(disposition.id()) ? Objection.DUPLICATE : objection(disposition, state);
    hearOf(disposition.id());
    boolean moves = objection == null && disposition.review() == Review.FIRST;
    say(state.unit(), moves ? state.revision() + 1 : state.revision(), decided, objection);
    if (moves) {
      move(state, disposition);
    } else if (objection == null) {
      replace(state.with(Objects.requireNonNull(state.human()).reviewed(disposition.review())));
    }
  }

  private void hearOf(String disposition) {
    if (!heard.contains(disposition)) {
      heard.add(disposition);
    }
    if (heard.size() > MOST_HEARD) {
      heard.remove(0);
    }
  }

  private void say(String unit, int revision, Decided decided, @Nullable Objection objection) {
    revisions.add(
        CaseRevision.ofVerdict(
            unit,
            decided.disposition().caseId(),
            revision,
            instant,
            Verdict.of(decided, objection)));
  }

  private @Nullable Objection objection(Disposition disposition, CaseState state) {
    Assessment stands = keeper.at(state.assessment(), instant);
    Objection ofCase =
        Grounds.objection(
            disposition,
            keeper.content(state, stands),
            Instant.ofEpochMilli(instant),
            keeper.units());
    if (ofCase != null) {
      return ofCase;
    }
    Human human = state.human();
    if (human != null && disposition.review() != Review.FIRST) {
      return human.reviewers().contains(disposition.reviewer())
              || human.reviewers().contains(disposition.secondReviewer())
          ? Objection.SAME_PERSON
          : null;
    }
    if (Grounds.closes(disposition.decision()) && disposition.revision() < state.news()) {
      return Objection.STALE;
    }
    if (human != null && disposition.decision() == Decision.REOPENED) {
      CaseState open = open();
      if (open != null && !open.nearMiss()) {
        return Objection.ANOTHER_IS_OPEN;
      }
      return keeper.newer().any(stands, human.at()) ? null : Objection.NO_NEWER_EVIDENCE;
    }
    return null;
  }

  private void move(CaseState state, Disposition disposition) {
    Decision decision = disposition.decision();
    String unit = Grounds.moves(decision) ? Grounds.goal(disposition) : state.unit();
    CaseState open = open();
    if (decision == Decision.REOPENED && open != null) {
      end(open, keeper.at(open.assessment(), instant)); // a near miss: the case takes its place
    }
    CaseState moved = state.in(unit).with(human(state, disposition));
    replace(moved);
    if (!moved.dismissed()) {
      cases.remove(moved);
      cases.add(moved); // the open one is the last
    }
  }

  private Human human(CaseState state, Disposition disposition) {
    Human known = state.human();
    Disposition.Role role = disposition.role();
    String knownRole = known == null ? CaseContent.UNKNOWN : known.role();
    return new Human(
        Objects.requireNonNull(
            CaseLife.after(state.stands(), disposition.decision()).state(), "not objected to"),
        new FlaggedCase.Decision(
            disposition.id(),
            disposition.decision(),
            Instant.ofEpochMilli(instant),
            disposition.unit(),
            disposition.reviewerRole(),
            disposition.reasons()),
        instant,
        role == null ? knownRole : role.code(),
        disposition.decision() == Decision.NEEDS_INFO ? waitsUntil(disposition) : null,
        Stream.of(disposition.reviewer(), disposition.secondReviewer())
            .filter(Objects::nonNull)
            .toList(),
        ReviewSample.of(
            state.id(),
            state.revision() + 1,
            disposition.decision(),
            !Grounds.isOfKind(keeper.units(), state.unit(), UnitKind.MINORS)));
  }

  private long waitsUntil(Disposition disposition) {
    Instant until = disposition.until();
    return until == null
        ? instant + Grounds.DEFAULT_WAIT.toMillis()
        : Decided.effective(until.toEpochMilli(), Long.MIN_VALUE);
  }

  /** Takes in where the focal entity stands at this instant. */
  void hear(Assessment assessment) {
    evidenceHeard = true;
    // What was dismissed stays so; but who thinks of reopening it must see what holds now.
    cases.replaceAll(state -> state.dismissed() ? state.with(assessment) : state);
    Assessment judged = unweighed(assessment);
    CaseState open = open();
    if (open == null) {
      open(judged);
    } else if (open.nearMiss()) {
      if (judged.qualifies() || !judged.nearMiss()) {
        end(open, assessment);
        open(judged);
      } else {
        replace(open.with(assessment));
      }
    } else if (assessment.faded() && open.stands() == FlaggedCase.State.LEAD) {
      end(open, assessment);
    } else {
      String unit =
          open.human() == null
              ? keeper.unit(assessment, open.unit())
              : keeper.unitOnceDecided(assessment, open.unit());
      replace(open.with(assessment).in(unit));
    }
  }

  /** Where a case was dismissed, only what is newer says whether another opens. */
  private Assessment unweighed(Assessment assessment) {
    Long decided =
        cases.stream()
            .filter(CaseState::dismissed)
            .map(state -> Objects.requireNonNull(state.human()).at())
            .max(Comparator.naturalOrder())
            .orElse(null);
    if (decided == null) {
      return assessment;
    }
    Assessment newer = keeper.again(assessment, keeper.newer().since(assessment, decided), instant);
    return assessment.judgedBy(
        assessment.qualifies() && newer.qualifies(), newer.qualifies() || newer.nearMiss());
  }

  private void open(Assessment assessment) {
    if (!assessment.qualifies() && !assessment.nearMiss()) {
      return;
    }
    CaseState opened = keeper.opening(assessment);
    cases.add(opened);
    revisions.add(keeper.revision(opened, assessment, opened.stands()));
  }

  /** A case expires; a near miss, and a dismissed case in the end, leaves its topic. */
  private void end(CaseState state, Assessment assessment) {
    cases.removeIf(known -> known.id().equals(state.id()));
    CaseState last = state.saying("", "");
    CaseRevision revision = keeper.revision(last, assessment, FlaggedCase.State.EXPIRED);
    revisions.add(
        state.nearMiss() || state.dismissed() ? revision.leaving(state.unit()) : revision);
  }

  private @Nullable CaseState open() {
    return new CaseFile(cases, heard).open();
  }

  private void replace(CaseState state) {
    cases.replaceAll(known -> known.id().equals(state.id()) ? state : known);
  }

  /** What is to be kept and said. */
  CaseKeeper.Step result() {
    for (CaseState state : List.copyOf(cases)) {
      CaseState old = before.get(state.id());
      if (old != null) {
        sayWhatIsNew(old, state);
      }
    }
    return new CaseKeeper.Step(
        cases.isEmpty() ? null : new CaseFile(List.copyOf(cases), List.copyOf(heard)),
        List.copyOf(revisions));
  }

  private void sayWhatIsNew(CaseState old, CaseState state) {
    boolean decided = !Objects.equals(old.human(), state.human());
    if (!decided && (state.dismissed() || !evidenceHeard)) {
      return;
    }
    Assessment stands = keeper.at(state.assessment(), instant);
    if (!decided && keeper.says(stands, state.unit()).equals(old.said())) {
      return;
    }
    CaseState next = keeper.saying(state, stands);
    replace(next);
    CaseRevision revision = keeper.revision(next, stands, next.stands());
    if (!next.unit().equals(old.unit())) {
      revisions.add(revision.leaving(old.unit()));
    }
    // What people hand over flows at once; what comes by its evidence waits for its turn.
    boolean comes = !next.unit().equals(old.unit()) && next.human() == null;
    revisions.add(comes ? revision.entering() : revision);
  }
}
