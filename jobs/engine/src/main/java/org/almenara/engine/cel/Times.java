package org.almenara.engine.cel;

import dev.cel.common.ast.CelExpr;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Instants and durations, in CEL's ranges. No field holds one yet, so they are all folded. */
final class Times {

  /** 0001-01-01 to 9999-12-31, as protobuf has it. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  /** 10,000 years, as protobuf has it. */
  private static final long MOST_SECONDS = 315_576_000_000L;

  private static final Pattern DURATION =
      Pattern.compile("(-?)(?=.)(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?");

  private Times() {}

  static Instant instant(CelExpr term) throws Refused {
    if (term.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
      try {
        Instant instant = OffsetDateTime.parse(term.constant().stringValue()).toInstant();
        if (inRange(instant)) {
          return instant;
        }
      } catch (UnsupportedOperationException | DateTimeException e) {
        throw noInstant(term);
      }
    }
    throw noInstant(term);
  }

  private static Refused noInstant(CelExpr term) {
    return new Refused(term, "this is no constant time", "write \"2026-11-24T10:00:00Z\"");
  }

  static Duration duration(CelExpr term) throws Refused {
    Matcher parts =
        term.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            ? DURATION.matcher(term.constant().stringValue())
            : DURATION.matcher("");
    if (!parts.matches()) {
      throw new Refused(
          term,
          "this is no constant duration",
          "write whole hours, minutes and seconds: \"1h30m\"");
    }
    Duration duration =
        checked(
            Duration.ofHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4))));
    if (duration == null) {
      throw new Refused(term, "this is longer than 10,000 years", "write a shorter one");
    }
    return parts.group(1).isEmpty() ? duration : duration.negated();
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  static ObjectNode<Instant> plus(ObjectNode<Instant> a, ObjectNode<Duration> b) {
    return step(a, b, (instant, duration) -> checked(instant.plus(duration)));
  }

  static ObjectNode<Instant> minus(ObjectNode<Instant> a, ObjectNode<Duration> b) {
    return step(a, b, (instant, duration) -> checked(instant.minus(duration)));
  }

  static ObjectNode<Duration> sum(ObjectNode<Duration> a, ObjectNode<Duration> b) {
    return step(a, b, (x, y) -> checked(x.plus(y)));
  }

  static ObjectNode<Duration> difference(ObjectNode<Duration> a, ObjectNode<Duration> b) {
    return step(a, b, (x, y) -> checked(x.minus(y)));
  }

  /** From b to a; an error where it is no 64-bit number of nanoseconds, about 292 years. */
  static ObjectNode<Duration> between(ObjectNode<Instant> a, ObjectNode<Instant> b) {
    return step(
        a,
        b,
        (to, from) -> {
          Duration between = Duration.between(from, to);
          return between.abs().compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? null : between;
        });
  }

  private interface Step<A, B, C> {
    @Nullable C of(A a, B b);
  }

  private static <A, B, C> ObjectNode<C> step(
      ObjectNode<A> a, ObjectNode<B> b, Step<A, B, C> step) {
    ObjectNode<C> node =
        record -> {
          A left = a.value(record);
          B right = b.value(record);
          return left == null || right == null ? null : step.of(left, right);
        };
    return a instanceof ObjectNode.Constant && b instanceof ObjectNode.Constant
        ? new ObjectNode.Constant<>(node.value(""))
        : node;
  }

  private static @Nullable Instant checked(Instant instant) {
    return inRange(instant) ? instant : null;
  }

  private static boolean inRange(Instant instant) {
    return !instant.isBefore(FIRST) && instant.isBefore(AFTER_LAST);
  }

  private static @Nullable Duration checked(Duration duration) {
    return Math.abs(duration.toSeconds()) > MOST_SECONDS ? null : duration;
  }
}
