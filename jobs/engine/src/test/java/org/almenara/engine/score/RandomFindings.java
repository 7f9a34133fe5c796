package org.almenara.engine.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Topic;

/**
 * Rules of every kind, and findings of theirs about one performer at hours 1 to 6. Line 35, every
 * cap 50, every half-life one hour.
 */
final class RandomFindings {

  static final long HOUR = 3_600_000;
  static final long NOW = 6 * HOUR;
  static final Subject PERFORMER = new Subject(EntityType.PERFORMER, "prf2_a", "prf1_a");
  private static final Subject PAYOUT = new Subject(EntityType.PAYOUT, "pay1_a", "pay1_a");

  private static final String TYPOLOGIES =
      """
      typologies:
      - id: close
        title: {en: a, es: b, pt: c}
        describes: labour_abuse
        all: [hours-b]
        any: [money-b, money-c, account-b]
        within: 1h
        unit: labour
        references: [a test]
      - id: two-of-four
        title: {en: a, es: b, pt: c}
        describes: trafficking
        any: [money-c, movement-c, hours-b, network-b]
        at_least: 2
        within: 2h
        raises_to: A
        references: [a test]
      - id: many
        title: {en: a, es: b, pt: c}
        describes: child
        all: [money-c, hours-b]
        any: [tips-b, minors-b, network-b]
        at_least: 3
        within: 90m
        raises_to: A
        references: [a test]
      """;

  static final RuleSet RULES =
      TestRules.of(
          TYPOLOGIES,
          rule("account-a", "account", "account-action", "A", 40),
          rule("account-b", "account", "session", "B", 30),
          rule("tips-b", "tips", "tip", "B", 25),
          rule("minors-b", "minors", "verification", "B", 35),
          rule("money-b", "money", "payout", "B", 25),
          rule("money-b-too", "money", "sharing", "B", 30),
          rule("money-c", "money", "payout", "C", 20),
          rule("hours-b", "hours", "session", "B", 20),
          rule("network-b", "network", "payout", "B", 15),
          rule("movement-c", "movement", "session", "C", 50),
          TestRules.RuleText.against("not-money", "[money]", "attestation", 9),
          TestRules.RuleText.against("not-money-too", "[money]", "attestation", 17),
          TestRules.RuleText.against("not-much", "[money, hours, account]", "session", 13),
          TestRules.RuleText.against("not-at-all", "[hours, network, movement]", "payout", 40));

  private RandomFindings() {}

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

  /**
   * Findings of the rules that are asked for, each citing one or two of {@code records} records.
   */
  static List<Finding> of(Random random, int records, Predicate<Rule> which) {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : RULES.rules().stream().filter(which).toList()) {
      for (Subject entity : rule.isCounter() ? List.of(PERFORMER) : List.of(PERFORMER, PAYOUT)) {
        int chance = entity.equals(PERFORMER) ? 2 : 4;
        if (random.nextInt(chance) == 0) {
          for (long hour = 1; hour <= 6; hour++) {
            if (random.nextInt(2) == 0) {
              findings.add(finding(rule.id(), entity, hour * HOUR, random, records));
            }
          }
        }
      }
    }
    return findings;
  }

  private static Finding finding(
      String rule, Subject entity, long instant, Random random, int records) {
    if (random.nextInt(3) == 0) {
      return new Finding(rule, 0, entity, PERFORMER, instant, false, 0, List.of(), List.of());
    }
    List<Entry> evidence = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      String id = "r" + random.nextInt(records);
      evidence.add(new Entry(instant - 1 - i, id, 0, false, Topic.PLATFORM_EVENTS, 0, 0));
    }
    int weight = entity.equals(PERFORMER) ? Finding.FULL_WEIGHT : 500;
    return new Finding(rule, 1, entity, PERFORMER, instant, true, weight, List.of(), evidence);
  }

  /** What the scorer says of them at hour 6, whether or not anybody needs to hear it. */
  static Assessment assessed(List<Finding> findings) {
    Assessment assessment =
        new Scorer(RULES)
            .step(new ScoreState(PERFORMER, List.of(), findings, true), NOW)
            .assessment();
    if (assessment == null) {
      throw new AssertionError("nothing was said");
    }
    return assessment;
  }
}
