package org.almenara.engine.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Summary;
import org.jspecify.annotations.Nullable;

/**
 * A random condition, written twice: as CEL for the engine, and as plain Java for brute force.
 *
 * @param cel as it stands in a rule
 * @param test what it says of values in the order of the measures' names; absent where it cannot be
 *     said
 * @param clamps the highest number that it asks for, by measure
 */
record DrawnCondition(String cel, Test test, SortedMap<Integer, Long> clamps) {

  private static final List<Long> MILLIONTHS =
      List.of(200_000L, 333_333L, 500_000L, 1_000_000L, 1_500_000L, 2_500_000L, 4_000_000L);

  /** Kleene's logic of three values: absent is "not known". */
  interface Test {
    @Nullable Boolean of(long[] values);
  }

  boolean holds(long[] values) {
    return Boolean.TRUE.equals(test.of(values));
  }

  /** Draws one that reads each measure and does not hold when nothing was recorded. */
  static DrawnCondition draw(Random random, List<DrawnMeasure> measures, long unit) {
    long[] nothing =
        measures.stream()
            .map(measure -> measure.question().function())
            .mapToLong(Function::ofNothing)
            .toArray();
    while (true) {
      DrawnCondition drawn = new Draw(random, measures, unit).draw();
      if (!drawn.holds(nothing)) {
        return drawn;
      }
    }
  }

  static String name(int measure) {
    return "m" + measure;
  }

  private record Term(String cel, Test test) {}

  private static final class Draw {
    private final Random random;
    private final List<DrawnMeasure> measures;
    private final long unit;
    private final SortedMap<Integer, Long> clamps = new TreeMap<>();

    Draw(Random random, List<DrawnMeasure> measures, long unit) {
      this.random = random;
      this.measures = measures;
      this.unit = unit;
    }

    DrawnCondition draw() {
      List<Term> terms = new ArrayList<>();
      for (int i = 0; i < measures.size(); i++) {
        for (int n = random.nextInt(4) == 0 ? 2 : 1; n > 0; n--) {
          terms.add(comparison(i));
        }
      }
      while (terms.size() > 1) {
        Term a = terms.remove(random.nextInt(terms.size()));
        Term b = terms.remove(random.nextInt(terms.size()));
        terms.add(perhapsNot(random.nextBoolean() ? and(a, b) : or(a, b)));
      }
      Term whole = terms.get(0);
      return new DrawnCondition(whole.cel, whole.test, clamps);
    }

    private Term perhapsNot(Term term) {
      return random.nextInt(5) == 0 ? not(term) : term;
    }

    private static Term not(Term term) {
      return new Term(
          "!(" + term.cel + ")",
          values -> {
            Boolean said = term.test.of(values);
            return said == null ? null : !said;
          });
    }

    private static Term and(Term a, Term b) {
      return new Term(
          "(" + a.cel + " && " + b.cel + ")",
          values -> {
            Boolean first = a.test.of(values);
            Boolean second = b.test.of(values);
            if (Boolean.FALSE.equals(first) || Boolean.FALSE.equals(second)) {
              return false;
            }
            return (first == null || second == null) ? null : true;
          });
    }

    private static Term or(Term a, Term b) {
      return new Term(
          "(" + a.cel + " || " + b.cel + ")",
          values -> {
            Boolean first = a.test.of(values);
            Boolean second = b.test.of(values);
            if (Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second)) {
              return true;
            }
            return (first == null || second == null) ? null : false;
          });
    }

    private Term comparison(int measure) {
      Function function = measures.get(measure).question().function();
      if (measures.get(measure).rough()) {
        long c = 1_000L + random.nextInt(3);
        return compared(measure, operator(), c, Long.toString(c));
      }
      return switch (function) {
        case MEAN, SHARE, RATIO, GROWTH -> {
          // The first four are shares.
          int known = function == Function.SHARE ? 4 : MILLIONTHS.size();
          long c = MILLIONTHS.get(random.nextInt(known));
          String text = BigDecimal.valueOf(c, 6).stripTrailingZeros().toPlainString();
          boolean below = random.nextInt(3) == 0;
          yield compared(measure, below ? "<" : ">=", c, text.contains(".") ? text : text + ".0");
        }
        case COVERED, LONGEST_REST, OVERLAP -> {
          long minutes = unit / 60_000 * (1 + random.nextInt(120));
          yield compared(measure, operator(), minutes * 60_000, "duration(\"" + minutes + "m\")");
        }
        case SUM, MIN, MAX -> {
          long c = random.nextInt(30) - 8L;
          yield compared(measure, operator(), c, Long.toString(c));
        }
        default -> {
          long c = random.nextInt(random.nextInt(8) == 0 ? 12 : 4);
          yield compared(measure, operator(), c, Long.toString(c));
        }
      };
    }

    private String operator() {
      return List.of(">=", ">=", ">", "<", "<=", "==", "!=").get(random.nextInt(7));
    }

    private Term compared(int measure, String operator, long c, String constant) {
      // The highest value that the comparison can tell from the one below it.
      long highest = operator.equals(">=") || operator.equals("<") ? c : c + 1;
      clamps.merge(measure, highest, Math::max);
      String turned =
          switch (operator) {
            case ">=" -> "<=";
            case "<=" -> ">=";
            case ">" -> "<";
            case "<" -> ">";
            default -> operator;
          };
      String cel =
          random.nextInt(4) == 0
              ? constant + " " + turned + " " + name(measure)
              : name(measure) + " " + operator + " " + constant;
      return perhapsNot(
          new Term(
              cel,
              values -> {
                long value = values[measure];
                if (value == Summary.ABSENT) {
                  return null;
                }
                return switch (operator) {
                  case ">=" -> value >= c;
                  case "<=" -> value <= c;
                  case ">" -> value > c;
                  case "<" -> value < c;
                  case "==" -> value == c;
                  default -> value != c;
                };
              }));
    }
  }
}
