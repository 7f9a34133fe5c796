package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.schemas.EntityType;

/** What rules say of an entity or a group at an instant; they say it at edges. */
final class Said {

  final Subject subject;
  final long instant;

  /** What came of it, in the order in which it was said. */
  final List<Finding> findings = new ArrayList<>();

  private final Map<String, RuleState> rules;

  /**
   * Nothing as yet.
   *
   * @param rules those that hold for the subject, by id in their lane; kept up to date
   */
  Said(Subject subject, long instant, Map<String, RuleState> rules) {
    this.subject = subject;
    this.instant = instant;
    this.rules = rules;
  }

  /** A rule that throws does not hold; nothing else of the instant is touched by it. */
  void alone(String rule, Failures failures, Runnable evaluation) {
    int before = findings.size();
    RuleState held = rules.get(rule);
    try {
      evaluation.run();
    } catch (RuntimeException e) {
      failures.failed(rule, e);
      findings.subList(before, findings.size()).clear();
      rules.remove(rule);
      if (held != null) {
        cease(rule, held);
      }
    }
  }

  /** Says that a rule holds for the subject, or passes that on to a member. */
  void holds(
      RuleSet ruleSet,
      Rule rule,
      Subject focal,
      int weightPermille,
      List<Finding.Observation> observed,
      List<Entry> evidence,
      List<Finding.Gap> gaps) {
    findings.add(
        new Finding(
            Lane.of(rule.id()),
            Lane.bare(rule.id()),
            rule.version(),
            subject,
            focal,
            instant,
            true,
            weightPermille,
            ruleSet.seenPermille(rule.id(), instant),
            observed,
            evidence,
            gaps,
            false));
  }

  /** Whether a rule holds, by what was said last. */
  boolean holds(String rule) {
    return rules.containsKey(rule);
  }

  /** Says that a rule ceased, if it held. */
  void cease(String rule) {
    RuleState held = rules.remove(rule);
    if (held != null) {
      cease(rule, held);
    }
  }

  /** Says that rules ceased, of those that held. */
  void ceaseWhere(Predicate<String> which) {
    rules
        .entrySet()
        .removeIf(
            held -> {
              boolean ceases = which.test(held.getKey());
              if (ceases) {
                cease(held.getKey(), held.getValue());
              }
              return ceases;
            });
  }

  private void cease(String rule, RuleState held) {
    findings.add(Finding.ceased(rule, subject, subject, instant));
    ceaseFor(member -> true, rule, held);
  }

  /**
   * Says that a rule ceased to members who were told that it holds.
   *
   * @param which of them, by origin
   */
  void ceaseFor(Predicate<String> which, String rule, RuleState held) {
    held.told
        .entrySet()
        .removeIf(
            told -> {
              boolean ceases = which.test(told.getKey());
              if (ceases) {
                Subject member = told(told.getValue(), told.getKey());
                findings.add(Finding.ceased(rule, subject, member, instant));
              }
              return ceases;
            });
  }

  /** A member that was told, by what its token says it is: the rule may have changed since. */
  private static Subject told(String token, String origin) {
    return new Subject(EntityType.ofToken(origin), token, origin);
  }
}
