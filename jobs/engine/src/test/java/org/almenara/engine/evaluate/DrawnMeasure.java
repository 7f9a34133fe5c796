package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Question;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.Tiles;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.Money;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * A random measure, written twice: as YAML for the engine, and as plain Java for brute force.
 *
 * @param yaml as it stands in a rule
 * @param shares the same for two measures that keep one state
 * @param question what is asked of it
 * @param times see {@link org.almenara.engine.measures.ByDefinition}
 * @param lists whether it remembers the newest of something, and so has a K
 * @param unit of its values on findings
 * @param citedEach records that a finding cites for each that its threshold counts; 0 where a
 *     finding cites 32 whatever the threshold
 * @param reads what a record says to it; absent where it does not take it
 */
record DrawnMeasure(
    String yaml,
    String shares,
    Question question,
    List<Long> times,
    boolean lists,
    String unit,
    int citedEach,
    Reads reads) {

  private static final long MINUTE = 60_000;

  /** The same asked over another window. */
  DrawnMeasure over(long window) {
    Question other = Question.of(question.function(), window).withLimit(question.limit());
    return new DrawnMeasure(yaml, shares, other, times, lists, unit, citedEach, reads);
  }

  /** How long before the window a record can lie that shows the value, milliseconds. */
  long reachesBack() {
    return switch (question.function()) {
      case ABSENCE -> times.get(0);
      case COVERED, LONGEST_REST, SHORT_RESTS, DAY_RUN, UNBROKEN, OVERLAP -> 5 * MINUTE;
      default -> 0;
    };
  }

  /** Whether it is about right only, so that small numbers are not asked of it. */
  boolean rough() {
    return yaml.contains("approximate");
  }

  /** What a record says to a measure. */
  interface Reads {
    @Nullable Reading of(PlatformEvent event);
  }

  private record Where(String cel, Predicate<PlatformEvent> takes) {}

  private record NumberRead(String cel, NumberOf of) {}

  private interface NumberOf {
    @Nullable Long of(PlatformEvent event);
  }

  private static final List<Where> WHERES =
      List.of(
          new Where("type == \"login\"", event -> event.type() == EventType.LOGIN),
          new Where("type == \"payout.made\"", event -> event.type() == EventType.PAYOUT_MADE),
          new Where("platform == \"p\" && type != \"tip.received\"", event -> true),
          new Where("actor == \"manager\"", event -> event.actor() == PlatformEvent.Actor.MANAGER),
          new Where(
              "actor != \"manager\"",
              event -> event.actor() != null && event.actor() != PlatformEvent.Actor.MANAGER),
          new Where(
              "type == \"account.locked\"", event -> event.type() == EventType.ACCOUNT_LOCKED));

  private static final List<NumberRead> NUMBERS =
      List.of(
          new NumberRead("amount.minor", event -> minor(event.amount())),
          new NumberRead("share.minor", event -> minor(event.share())),
          new NumberRead(
              "amount.minor - share.minor",
              event -> {
                Long amount = minor(event.amount());
                Long share = minor(event.share());
                return amount == null || share == null ? null : amount - share;
              }),
          new NumberRead(
              "tenure_days",
              event -> event.tenureDays() == null ? null : (long) event.tenureDays()));

  private static boolean dollars(@Nullable Money money) {
    return money != null && money.currency().equals("USD");
  }

  private static @Nullable Long minor(@Nullable Money money) {
    return money == null ? null : money.minor();
  }

  static @Nullable TokenRef token(PlatformEvent event, String field) {
    return switch (field) {
      case "performer" -> event.performer();
      case "payout" -> event.payout();
      case "device" ->
          event.device() == null
              ? null
              : new TokenRef(event.device().token(), event.device().origin());
      case "place" -> event.place() == null ? null : new TokenRef(event.place(), event.place());
      default -> throw new IllegalArgumentException(field);
    };
  }

  /**
   * Draws a measure.
   *
   * @param unit a minute in short worlds, more in long ones
   */
  static DrawnMeasure draw(
      Random random, EntityType entity, Function function, long window, long slide, long unit) {
    Draw draw = new Draw(random, entity, function, window, slide, unit);
    return switch (function) {
      case COUNT -> draw.records("records", "records", List.of());
      case TALLY -> draw.records("tiles", "records", draw.tile(0));
      case DISTINCT -> draw.distinct();
      case MEMBERS -> draw.tokens("members", "tokens", List.of("performer"), 1);
      case COVERED, LONGEST_REST, SHORT_RESTS, DAY_RUN, UNBROKEN -> draw.sessions();
      case OVERLAP -> draw.overlap();
      case SUM, MIN, MAX, MEAN -> draw.number();
      case SHARE -> draw.share();
      case RATIO -> draw.ratio();
      case GROWTH -> draw.growth();
      case SEQUENCE, ABSENCE -> draw.pattern();
      case RETURNS -> draw.returns();
      case FIRST_SEEN, CHANGES -> draw.seen();
    };
  }

  /** One draw. */
  private static final class Draw {
    private final Random random;
    private final EntityType entity;
    private final Function function;
    private final long window;
    private final long slide;
    private final long unit;
    private final String key;

    Draw(Random random, EntityType entity, Function function, long window, long slide, long unit) {
      this.random = random;
      this.entity = entity;
      this.function = function;
      this.window = window;
      this.slide = slide;
      this.unit = unit;
      this.key = function.name().toLowerCase(Locale.ROOT);
    }

    private <T> T one(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }

    private static String minutes(long millis) {
      return millis / MINUTE + "m";
    }

    private DrawnMeasure measure(
        String yaml,
        String shares,
        Question question,
        List<Long> times,
        boolean lists,
        String says,
        int citedEach,
        Reads reads) {
      return new DrawnMeasure(
          yaml,
          entity + " " + shares + " " + times,
          question,
          times,
          lists,
          says,
          citedEach,
          reads);
    }

    private Question question() {
      return Question.of(function, window);
    }

    private Reads whole(Where where) {
      return event -> where.takes.test(event) ? Reading.ofRecord(1) : null;
    }

    private List<Long> tile(long baseline) {
      return List.of(
          Tiles.sizeFor(List.of(slide, window, Math.max(window, baseline))).orElseThrow());
    }

    DrawnMeasure records(String kind, String says, List<Long> times) {
      Where where = one(WHERES);
      return measure(
          "{%s: records, where: '%s'}".formatted(key, where.cel),
          kind + " " + where.cel,
          question(),
          times,
          kind.equals("records"),
          says,
          kind.equals("records") ? 1 : 0,
          whole(where));
    }

    DrawnMeasure distinct() {
      if (random.nextInt(3) > 0) {
        return tokens("distinct", "tokens", List.of("device", "payout", "performer", "place"), 1);
      }
      DrawnMeasure exact =
          tokens("distinct", "rough", List.of("device", "payout", "performer", "place"), 1);
      return new DrawnMeasure(
          exact.yaml.replace("}", ", approximate: true}"),
          exact.shares + " " + tile(0),
          exact.question,
          tile(0),
          false,
          exact.unit,
          1,
          exact.reads);
    }

    DrawnMeasure tokens(String name, String kind, List<String> fields, int citedEach) {
      Where where = one(WHERES);
      String field = one(fields);
      return measure(
          "{%s: %s, where: '%s'}".formatted(name, field, where.cel),
          kind + " " + field + " " + where.cel,
          question(),
          List.of(),
          true,
          "entities",
          citedEach,
          event -> where.takes.test(event) ? ofToken(event, field) : null);
    }

    private static @Nullable Reading ofToken(PlatformEvent event, String field) {
      TokenRef token = token(event, field);
      return token == null ? null : Reading.ofToken(1, token.token(), token.origin(), null);
    }

    DrawnMeasure sessions() {
      long limit = unit * 10 * (1 + random.nextInt(6));
      String with =
          switch (function) {
            case SHORT_RESTS -> ", under: " + minutes(limit);
            case UNBROKEN -> ", over: " + minutes(limit);
            default -> "";
          };
      boolean limited = !with.isEmpty();
      return measure(
          "{%s: session%s}".formatted(key, with),
          "sessions",
          limited ? question().withLimit(limit) : question(),
          List.of(),
          false,
          switch (function) {
            case COVERED, LONGEST_REST -> "ms";
            case UNBROKEN -> "sessions";
            default -> "days";
          },
          function == Function.UNBROKEN ? 2 : 0,
          event -> mark(event, null));
    }

    DrawnMeasure overlap() {
      String field = one(List.of("device", "performer", "place"));
      return measure(
          "{overlap: %s}".formatted(field),
          "sessions of " + field,
          question(),
          List.of(),
          false,
          "ms",
          0,
          event -> mark(event, field));
    }

    private static @Nullable Reading mark(PlatformEvent event, @Nullable String field) {
      Reading.Mark mark =
          switch (event.type()) {
            case SESSION_STARTED -> Reading.Mark.STARTED;
            case SESSION_ALIVE -> Reading.Mark.ALIVE;
            case SESSION_PAUSED -> Reading.Mark.PAUSED;
            case SESSION_RESUMED -> Reading.Mark.RESUMED;
            case SESSION_ENDED -> Reading.Mark.ENDED;
            default -> null;
          };
      TokenRef session = event.session();
      if (mark == null || session == null) {
        return null;
      }
      TokenRef of = field == null ? null : token(event, field);
      return Reading.ofSession(
          1, session.token(), session.origin(), mark, null, of == null ? null : of.origin());
    }

    /** Records whose amounts, as far as the numbers read them, are in dollars. */
    private Where inDollars(String numbers) {
      Where where = random.nextBoolean() ? one(WHERES) : WHERES.get(1);
      for (String money : List.of("amount", "share")) {
        if (numbers.contains(money)) {
          Where taken = where;
          where =
              new Where(
                  taken.cel + " && " + money + ".currency == \"USD\"",
                  event ->
                      taken.takes.test(event)
                          && dollars(money.equals("amount") ? event.amount() : event.share()));
        }
      }
      return where;
    }

    DrawnMeasure number() {
      NumberRead number = one(NUMBERS);
      Where where = number.cel.contains(".minor") ? inDollars(number.cel) : one(WHERES);
      int atLeast = function == Function.MEAN ? random.nextInt(4) : 0;
      String kind =
          switch (function) {
            case MIN -> "least";
            case MAX -> "greatest";
            default -> "tiles";
          };
      return measure(
          "{%s: '%s', where: '%s'%s}".formatted(key, number.cel, where.cel, atLeast(atLeast)),
          kind + " " + number.cel + " of " + where.cel,
          new Question(function, window, 0, atLeast),
          tile(0),
          false,
          function == Function.MEAN ? "minor_millionths" : "minor",
          0,
          event -> {
            Long read = where.takes.test(event) ? number.of.of(event) : null;
            return read == null ? null : Reading.ofNumbers(1, read, 0, 0);
          });
    }

    private static String atLeast(int records) {
      return records == 0 ? "" : ", at_least: " + records;
    }

    DrawnMeasure share() {
      Where where = one(WHERES);
      Where part = one(WHERES);
      int atLeast = 1 + random.nextInt(3);
      return measure(
          "{share: '%s', where: '%s', at_least: %d}".formatted(part.cel, where.cel, atLeast),
          "tiles " + part.cel + " in " + where.cel,
          new Question(function, window, 0, atLeast),
          tile(0),
          false,
          "millionths",
          0,
          event ->
              where.takes.test(event)
                  ? Reading.ofNumbers(1, 0, 0, part.takes.test(event) ? Reading.A : 0)
                  : null);
    }

    DrawnMeasure ratio() {
      NumberRead number = one(NUMBERS);
      NumberRead to = one(NUMBERS);
      Where where = inDollars(number.cel + to.cel);
      int atLeast = 1 + random.nextInt(3);
      return measure(
          "{ratio: '%s', to: '%s', where: '%s', at_least: %d}"
              .formatted(number.cel, to.cel, where.cel, atLeast),
          "tiles " + number.cel + " to " + to.cel + " of " + where.cel,
          new Question(function, window, 0, atLeast),
          tile(0),
          false,
          "millionths",
          0,
          event -> {
            Long first = where.takes.test(event) ? number.of.of(event) : null;
            Long second = to.of.of(event);
            return first == null || second == null ? null : Reading.ofNumbers(1, first, second, 0);
          });
    }

    DrawnMeasure growth() {
      Where where = one(WHERES);
      int atLeast = 1 + random.nextInt(3);
      long baseline = window + slide * (1 + random.nextInt(6));
      return measure(
          "{growth: records, where: '%s', baseline: %s, at_least: %d}"
              .formatted(where.cel, minutes(baseline), atLeast),
          "tiles " + where.cel,
          new Question(function, window, baseline, atLeast),
          tile(baseline),
          false,
          "millionths",
          0,
          whole(where));
    }

    DrawnMeasure pattern() {
      Where a = one(WHERES);
      Where b = one(WHERES);
      Where c = function == Function.SEQUENCE && random.nextBoolean() ? one(WHERES) : null;
      Where where = random.nextInt(3) == 0 ? one(WHERES) : null;
      String by = random.nextInt(3) == 0 ? one(List.of("device", "performer", "payout")) : null;
      long within = unit * 10 * (1 + random.nextInt(30));
      List<String> more = new ArrayList<>();
      more.add("%s: '%s', then: '%s', within: %s".formatted(key, a.cel, b.cel, minutes(within)));
      more.addAll(c == null ? List.of() : List.of("without: '%s'".formatted(c.cel)));
      more.addAll(where == null ? List.of() : List.of("where: '%s'".formatted(where.cel)));
      more.addAll(by == null ? List.of() : List.of("by: " + by));
      return measure(
          "{" + String.join(", ", more) + "}",
          key + " " + String.join(", ", more),
          question(),
          List.of(within),
          true,
          "records",
          function == Function.SEQUENCE ? 2 : 1,
          event -> {
            int roles = a.takes.test(event) ? Reading.A : 0;
            roles |= b.takes.test(event) ? Reading.B : 0;
            roles |= c != null && c.takes.test(event) ? Reading.C : 0;
            TokenRef by0 = by == null ? null : token(event, by);
            boolean taken =
                roles != 0
                    && (where == null || where.takes.test(event))
                    && (by == null || by0 != null);
            return taken ? Reading.ofRoles(1, roles, by0 == null ? null : by0.origin()) : null;
          });
    }

    DrawnMeasure returns() {
      Where where = one(WHERES);
      long after = unit * 10 * (1 + random.nextInt(12));
      long memory = after * (1 + random.nextInt(4));
      return measure(
          "{returns: records, where: '%s', after: %s, memory: %s}"
              .formatted(where.cel, minutes(after), minutes(memory)),
          "returns " + where.cel,
          question(),
          List.of(after, memory),
          false,
          "records",
          2,
          whole(where));
    }

    DrawnMeasure seen() {
      Where where = one(WHERES);
      String field = one(List.of("device", "payout", "performer", "place"));
      long memory = unit * 30 * (1 + random.nextInt(10));
      boolean first = function == Function.FIRST_SEEN;
      return measure(
          "{%s: %s, where: '%s', memory: %s}".formatted(key, field, where.cel, minutes(memory)),
          key + " " + field + " " + where.cel,
          question(),
          List.of(memory),
          true,
          first ? "entities" : "records",
          first ? 1 : 2,
          event -> where.takes.test(event) ? ofToken(event, field) : null);
    }
  }
}
