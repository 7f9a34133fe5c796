package org.almenara.engine.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.rules.Family;
import org.almenara.engine.rules.Root;
import org.almenara.engine.rules.Rule;
import org.almenara.schemas.FlaggedCase.Tier;

/** What holds of every score, against the definition and whatever the findings. */
class ScoringLawsTest {

  private static final int RECORDS = 12;
  private static final Predicate<Rule> EVIDENCE = rule -> !rule.isCounter();

  private static NaiveScore naive(List<Finding> findings) {
    return new NaiveScore(RandomFindings.RULES, findings, RandomFindings.NOW);
  }

  @Property(tries = 1_000, seed = "81")
  void isWhatTheDefinitionSays(@ForAll Random random) {
    List<Finding> findings = RandomFindings.of(random, RECORDS, rule -> true);
    Assessment assessment = RandomFindings.assessed(findings);
    NaiveScore naive = naive(findings);

    assertThat(assessment.pointsMilli()).isEqualTo(naive.points());
    assertThat(assessment.corroboration()).isEqualTo(naive.corroboration());
    assertThat(assessment.qualifies())
        .isEqualTo(naive.corroboration() != Corroboration.NONE && naive.points() >= 35_000);
    Map<String, String> met = new TreeMap<>();
    assessment
        .typologies()
        .forEach(
            match -> met.put(match.typology(), match.carries() + " " + match.holding().size()));
    assertThat(met).isEqualTo(naive.typologies());

    Statistics.label("carried by").collect(assessment.corroboration());
    Statistics.label("typologies met").collect(met.size());
    Statistics.label("counters").collect(assessment.counters().size());
    Statistics.label("typologies met")
        .coverage(coverage -> coverage.check(0).percentage(p -> p > 5 && p < 90));
    Statistics.label("carried by")
        .coverage(
            coverage -> {
              for (Corroboration each : Corroboration.values()) {
                coverage.check(each).percentage(p -> p > 1);
              }
            });
  }

  @Property(tries = 1_000, seed = "82")
  void moreCounterEvidenceNeverRaisesPointsNorTakesTooMuch(@ForAll Random random) {
    List<Finding> evidence = RandomFindings.of(random, RECORDS, EVIDENCE);
    List<Finding> counters = RandomFindings.of(random, RECORDS, Rule::isCounter);
    long without = RandomFindings.assessed(evidence).pointsMilli();
    long before = without;
    List<Finding> all = new ArrayList<>(evidence);
    for (List<Finding> more : byRule(counters)) {
      all.addAll(more);
      long points = RandomFindings.assessed(all).pointsMilli();
      assertThat(points).isLessThanOrEqualTo(before);
      assertThat(points * 100).isGreaterThanOrEqualTo(without * 60);
      before = points;
    }
    Statistics.label("lowered").collect(before < without);
    Statistics.label("lowered").coverage(coverage -> coverage.check(true).percentage(p -> p > 30));
  }

  private static List<List<Finding>> byRule(List<Finding> findings) {
    Map<String, List<Finding>> byRule = new TreeMap<>();
    findings.forEach(
        finding -> byRule.computeIfAbsent(finding.rule(), rule -> new ArrayList<>()).add(finding));
    return List.copyOf(byRule.values());
  }

  @Property(tries = 500, seed = "83")
  void noFamilyLosesMoreThanTwoFifths(@ForAll Random random, @ForAll Family family) {
    List<Finding> findings = RandomFindings.of(random, RECORDS, in(family));
    long without = RandomFindings.assessed(findings).pointsMilli();
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(RandomFindings.of(random, RECORDS, Rule::isCounter));
    long with = RandomFindings.assessed(all).pointsMilli();
    boolean kept = family == Family.TIPS || family == Family.MINORS;
    assertThat(with).isBetween(kept ? without : without - without * 40 / 100, without);
  }

  @Property(tries = 500, seed = "84")
  void neitherOpensNorSpeaksForACase(@ForAll Random random) {
    List<Finding> evidence = RandomFindings.of(random, RECORDS, EVIDENCE);
    List<Finding> all = new ArrayList<>(evidence);
    all.addAll(RandomFindings.of(random, RECORDS, Rule::isCounter));
    Assessment without = RandomFindings.assessed(evidence);
    Assessment with = RandomFindings.assessed(all);
    assertThat(with.corroboration()).isEqualTo(without.corroboration());
    assertThat(with.factors()).isEqualTo(without.factors());
    assertThat(with.typologies()).isEqualTo(without.typologies());
    assertThat(with.qualifies()).isIn(false, without.qualifies());
  }

  @Property(tries = 300, seed = "85")
  void nothingOpensOnOneFamily(@ForAll Random random, @ForAll Family family) {
    opensNothing(RandomFindings.of(random, RECORDS, in(family).and(ScoringLawsTest::isNotA)));
  }

  @Property(tries = 300, seed = "86")
  void nothingOpensOnOneRoot(@ForAll Random random, @ForAll Root root) {
    opensNothing(
        RandomFindings.of(
            random,
            RECORDS,
            EVIDENCE.and(rule -> rule.root() == root).and(ScoringLawsTest::isNotA)));
  }

  @Property(tries = 300, seed = "87")
  void nothingOpensOnTierC(@ForAll Random random) {
    opensNothing(
        RandomFindings.of(random, RECORDS, EVIDENCE.and(rule -> rule.evidence().tier() == Tier.C)));
  }

  @Property(tries = 300, seed = "88")
  void nothingOpensOnOneRecord(@ForAll Random random) {
    opensNothing(RandomFindings.of(random, 1, EVIDENCE.and(ScoringLawsTest::isNotA)));
  }

  @Property(tries = 300, seed = "89")
  void nothingOpensOnWhatWasPassedOnAlone(@ForAll Random random) {
    List<Finding> findings = RandomFindings.of(random, RECORDS, EVIDENCE);
    findings.removeIf(finding -> !finding.context());
    opensNothing(findings);
  }

  @Property(tries = 100, seed = "90")
  void nothingOpensOnCounterEvidence(@ForAll Random random) {
    List<Finding> findings = RandomFindings.of(random, RECORDS, Rule::isCounter);
    opensNothing(findings);
    assertThat(RandomFindings.assessed(findings).pointsMilli()).isZero();
  }

  private static Predicate<Rule> in(Family family) {
    return EVIDENCE.and(rule -> rule.evidence().family() == family);
  }

  private static boolean isNotA(Rule rule) {
    return rule.evidence().tier() != Tier.A;
  }

  private static void opensNothing(List<Finding> findings) {
    Assessment assessment = RandomFindings.assessed(findings);
    assertThat(assessment.corroboration()).isEqualTo(Corroboration.NONE);
    assertThat(assessment.qualifies()).isFalse();
  }

  @Property(tries = 300, seed = "91")
  void theOrderOfArrivalDoesNotShow(@ForAll Random random) {
    List<Finding> findings = RandomFindings.of(random, RECORDS, rule -> true);
    Assessment straight = RandomFindings.assessed(findings);
    Collections.shuffle(findings, random);
    assertThat(RandomFindings.assessed(findings)).isEqualTo(straight);
  }
}
