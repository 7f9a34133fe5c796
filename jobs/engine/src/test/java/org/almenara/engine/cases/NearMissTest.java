package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.ScoreState;
import org.almenara.engine.score.Scorer;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Line 35, near misses from 20 points. Findings are given hour by hour. */
class NearMissTest {

  private static final long HOUR = 3_600_000;
  private static final Subject PERFORMER = new Subject(EntityType.PERFORMER, "prf1_a", "prf1_a");
  private static final RuleText[] RULES = {
    rule("hours", "hours", "session", "B", 20),
    rule("more-hours", "hours", "payout", "B", 20),
    rule("weak", "money", "payout", "B", 5),
    rule("locked", "account", "account-action", "A", 40)
  };

  private ScoreState score = ScoreState.of(PERFORMER);
  private @Nullable CaseFile file;

  private static RuleText rule(String id, String family, String root, String tier, int points) {
    return new RuleText(
        id,
        "performer",
        "{n: {count: records, where: 'type == \"login\"'}}",
        "1h",
        "1h",
        "n >= 1",
        family,
        root,
        tier,
        points,
        "");
  }

  /** The revisions of an hour at whose instant rules begin to hold, or cease. */
  private List<CaseRevision> hour(RuleSet rules, long hour, boolean holds, String... ids) {
    ScoreState told = score;
    for (String id : ids) {
      List<Entry> evidence =
          holds ? List.of(new Entry(hour, id, 0, false, Topic.PLATFORM_EVENTS, 0, 0)) : List.of();
      told =
          told.with(
              new Finding(
                  id, 1, PERFORMER, PERFORMER, hour * HOUR, holds, 1000, List.of(), evidence));
    }
    Scorer.Step step = new Scorer(rules).step(told, hour * HOUR);
    score = step.state() == null ? ScoreState.of(PERFORMER) : step.state();
    Assessment assessment = step.assessment();
    if (assessment == null) {
      return List.of();
    }
    CaseKeeper.Step kept = new CaseKeeper(rules).step(file, hour * HOUR, assessment, List.of());
    file = kept.file();
    return kept.revisions();
  }

  private static RuleSet watching() {
    return TestRules.of("near_misses: 20\n", RULES);
  }

  @Test
  void corroboratedUnderTheLineAnalystsHearOfIt() {
    List<CaseRevision> revisions = hour(watching(), 1, true, "hours", "weak");
    assertThat(revisions)
        .extracting(CaseRevision::unit, CaseRevision::revision, CaseRevision::pointsMilli)
        .containsExactly(tuple("watch", 1, 25_000L));
    assertThat(revisions.get(0).content())
        .contains("\"state\":\"NEAR_MISS\"", "\"corroboration\":\"two_families_two_roots\"");
  }

  @Test
  void overTheLineWithoutASecondKindOfFactToo() {
    assertThat(hour(watching(), 1, true, "hours", "more-hours"))
        .singleElement()
        .satisfies(
            revision -> {
              assertThat(revision.unit()).isEqualTo("watch");
              assertThat(revision.content()).contains("\"corroboration\":\"none\"");
            });
  }

  @Test
  void notWhereBothAreLackingNorWhereNobodyAsked() {
    assertThat(hour(watching(), 1, true, "hours")).isEmpty();
    assertThat(hour(TestRules.of(RULES), 2, true, "weak")).isEmpty();
  }

  @Test
  void leavesTheAnalystsWhenACaseOpens() {
    CaseRevision near = hour(watching(), 1, true, "hours", "weak").get(0);
    List<CaseRevision> revisions = hour(watching(), 2, true, "locked");
    assertThat(revisions)
        .extracting(
            CaseRevision::unit, CaseRevision::revision, revision -> revision.content() == null)
        .containsExactly(tuple("watch", 2, true), tuple("police", 1, false));
    assertThat(revisions.get(0).id()).isEqualTo(near.id());
    assertThat(revisions.get(1).id())
        .isEqualTo(CaseKeeper.caseId(Lane.LIVE, PERFORMER, 2 * HOUR))
        .isNotEqualTo(near.id());
    assertThat(revisions.get(1).opens()).isTrue();
  }

  @Test
  void isGoneWhenItIsNoneAnyMore() {
    hour(watching(), 1, true, "hours", "weak");
    assertThat(hour(watching(), 2, false, "hours", "weak")).isEmpty();
    assertThat(file).isNotNull();
    List<CaseRevision> revisions = hour(watching(), 3, true, "more-hours");
    assertThat(revisions)
        .as("20 again and 10 and 2.5 left, of which hours has two roots: revised")
        .isNotEmpty();
    hour(watching(), 4, false, "more-hours");
    List<CaseRevision> last = hour(watching(), 8, true);
    assertThat(last)
        .extracting(CaseRevision::unit, revision -> revision.content() == null)
        .containsExactly(tuple("watch", true));
    assertThat(file).isNull();
  }
}
