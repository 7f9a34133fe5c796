package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almenara.engine.rules.FieldUse.Purpose;
import org.almenara.engine.rules.RuleSource.Expression;
import org.almenara.schemas.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A field read as a sign against a person that says who they are, where they come from or what they
 * earn. What is refused, what is let through and why: docs/decisions/0010-barred-fields.md.
 */
final class BarredField {

  private static final Set<String> ORIGINS = Set.of("market", "to_market", "place", "admin1");

  private static final Set<String> AMOUNTS = Set.of("amount.minor", "share.minor", "balance.minor");

  private static final Set<String> CURRENCIES =
      Set.of("amount.currency", "share.currency", "balance.currency");

  /** Records of money that was kept back or lent: their size is what somebody does, not earns. */
  private static final Set<String> TAKEN =
      Set.of(EventType.DEDUCTION_MADE.code(), EventType.ADVANCE_MADE.code());

  /**
   * Indicators whose sign is the size of payments itself: I21 sets them beside a reporting line of
   * the law, I36 and I37 are about what payers send.
   */
  private static final Set<String> OF_AMOUNTS = Set.of("I21", "I36", "I37");

  private static final String UNDER_18 = "under_18";

  /** The band that an indicator reads beside {@link #UNDER_18}: bursts of very young adults. */
  private static final Map<String, String> BANDS = Map.of("I30", "18-19");

  /** Kinds of network that may be a sign. The others hide where somebody is, which protects. */
  private static final Set<String> NETWORKS = Set.of("fixed", "mobile");

  private static final Set<String> EQUALITY = Set.of("_==_", "@in");

  private BarredField() {}

  /**
   * Where a rule reads what it may not.
   *
   * @param rule compiled; absent where it does not compile: then sizes of amounts pass
   */
  static List<RuleProblem> in(RuleSource source, @Nullable Rule rule) {
    List<Expression> expressions = source.expressions();
    List<RuleProblem> barred = new ArrayList<>();
    for (Expression expression : expressions) {
      new OfExpression(source, expressions, expression, rule).check(barred);
    }
    return barred;
  }

  private record OfExpression(
      RuleSource source, List<Expression> all, Expression expression, @Nullable Rule rule) {

    void check(List<RuleProblem> barred) {
      for (FieldUse use : expression.fields()) {
        boolean named = use.purpose() == Purpose.AGAINST_CONSTANT;
        if (named && ORIGINS.contains(use.path())) {
          barred.add(
              at(
                  use,
                  "'"
                      + use.path()
                      + "' is compared with a place that the rule names: where somebody"
                      + " is or comes from is no sign",
                  "leave it out; places may be counted (distinct: place) and compared with each"
                      + " other"));
        } else if (named && use.path().equals("age_band") && !isBandOfIndicator(use)) {
          barred.add(
              at(
                  use,
                  "an age is no sign, but for possible minors",
                  "leave it out; only == \"under_18\" in family minors, and == \"18-19\" for I30"));
        } else if (named && use.path().equals("network.kind") && !isHouse(use)) {
          barred.add(
              at(
                  use,
                  "a relay or shared network hides where somebody is, which protects",
                  "say which networks count: network.kind == \"fixed\""));
        } else if (named && AMOUNTS.contains(use.path()) && isSize(use)) {
          barred.add(
              at(
                  use,
                  "how much somebody earns or pays is no sign",
                  "compare two amounts of the record, or count the records; only I21, I36 and I37"
                      + " are about sizes"));
        } else if (named && CURRENCIES.contains(use.path()) && !readsAmounts()) {
          barred.add(
              at(
                  use,
                  "a currency says where somebody is paid, and no amount is measured here",
                  "leave it out"));
        } else if (expression.number() && isEarned(use)) {
          barred.add(
              at(
                  use,
                  "what a performer earns is no sign",
                  "measure a part of it, say ratio: share.minor to: amount.minor; only I21, I36 and"
                      + " I37 are about sizes"));
        }
      }
    }

    private RuleProblem at(FieldUse use, String cause, String mend) {
      return source.at(expression, use, cause, mend);
    }

    private boolean isBandOfIndicator(FieldUse use) {
      String band = source.family() == Family.MINORS ? UNDER_18 : BANDS.get(source.indicator());
      return EQUALITY.contains(use.function())
          && use.constants().stream().allMatch(code -> code.equals(band));
    }

    private static boolean isHouse(FieldUse use) {
      return EQUALITY.contains(use.function()) && NETWORKS.containsAll(use.constants());
    }

    /** A comparison with 0 asks who owes whom, not how much; a debt is no earning. */
    private boolean isSize(FieldUse use) {
      boolean debt =
          use.path().equals("balance.minor")
              && use.constants().stream().allMatch(constant -> constant.startsWith("-"));
      return !debt
          && !use.constants().stream().allMatch(constant -> constant.equals("0"))
          && maySayWhatIsEarned();
    }

    private boolean readsAmounts() {
      return all.stream()
          .filter(other -> other.measure().equals(expression.measure()))
          .flatMap(other -> other.fields().stream())
          .anyMatch(use -> AMOUNTS.contains(use.path()));
    }

    /** A sum, mean or extreme of amounts earned; a part of another amount is none. */
    private boolean isEarned(FieldUse use) {
      boolean amount = use.path().equals("amount.minor") || use.path().equals("share.minor");
      long amounts =
          all.stream()
              .filter(other -> other.measure().equals(expression.measure()) && other.number())
              .flatMap(other -> other.fields().stream())
              .map(FieldUse::path)
              .filter(AMOUNTS::contains)
              .distinct()
              .count();
      return amount && amounts == 1 && maySayWhatIsEarned();
    }

    private boolean maySayWhatIsEarned() {
      return rule != null
          && !OF_AMOUNTS.contains(source.indicator())
          && rule.inputs().stream()
              .filter(input -> input.name().equals(expression.measure()))
              .allMatch(input -> !TAKEN.containsAll(input.gauge().measure().types()));
    }
  }
}
