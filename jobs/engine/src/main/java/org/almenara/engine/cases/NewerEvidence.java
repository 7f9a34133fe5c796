package org.almenara.engine.cases;

import java.util.List;
import java.util.Objects;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Factor;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.FlaggedCase;

/**
 * What speaks for a case and was not weighed when an earlier one was dismissed: so a person who was
 * cleared is not flagged again for what a human has looked at, and what is new is not lost.
 */
final class NewerEvidence {

  /**
   * A record may arrive that late and a rule be asked that seldom: of a finding that began after
   * the decision, a record from the hour before it was not weighed.
   */
  private static final long HOUR_BEFORE = EventTime.ALLOWED_LATENESS_MILLIS;

  private final RuleSet ruleSet;

  NewerEvidence(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
  }

  /**
   * The factors that count towards a new case: those that began at or after the decision and cite a
   * record of that time, and those of tier A that cite a newer record, since such a record is an
   * event of its own. What went on as before, and was weighed, does not count.
   */
  List<Factor> since(Assessment assessment, long decided) {
    return assessment.factors().stream().filter(factor -> isNew(factor, decided)).toList();
  }

  private boolean isNew(Factor factor, long decided) {
    if (factor.since() >= decided) {
      return cites(factor, decided - HOUR_BEFORE);
    }
    return tier(factor) == FlaggedCase.Tier.A && cites(factor, decided);
  }

  private FlaggedCase.Tier tier(Factor factor) {
    return Objects.requireNonNull(ruleSet.rule(factor.finding().rule())).evidence().tier();
  }

  /** Whether a human has reason to take a dismissed case up again: any record that is newer. */
  boolean any(Assessment assessment, long decided) {
    return !since(assessment, decided).isEmpty()
        || assessment.factors().stream().anyMatch(factor -> cites(factor, decided));
  }

  private static boolean cites(Factor factor, long from) {
    return factor.finding().evidence().stream().mapToLong(Entry::time).anyMatch(t -> t >= from);
  }
}
