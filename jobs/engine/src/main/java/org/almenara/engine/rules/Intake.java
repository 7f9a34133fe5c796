package org.almenara.engine.rules;

import java.util.List;
import org.almenara.engine.measures.Reading;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * What a measure takes of a record: whether at all, and then what.
 *
 * @param where which records it takes
 * @param roles the parts that a record can play, a bit for each in this order; where there are any,
 *     a record that plays none is not taken, unless it counts as the rest of a share
 * @param rest whether records that play no part are taken nevertheless
 * @param number read off the record; absent where the measure reads none
 * @param second the number that the first is set against; absent where there is none
 * @param token name of the field whose value it takes; absent where it takes none
 * @param marks whether it takes what a record says about a session: then {@code token} is of whom
 */
record Intake(
    Filter where,
    List<Filter> roles,
    boolean rest,
    @Nullable NumberExpression number,
    @Nullable NumberExpression second,
    @Nullable String token,
    boolean marks) {

  /** What it takes of a record; absent when it does not take it. */
  @Nullable Reading read(long measure, SourceRecord source) {
    if (!where.holds(source)) {
      return null;
    }
    if (marks) {
      return source instanceof PlatformEvent event ? mark(measure, event) : null;
    }
    int played = played(source);
    if (!roles.isEmpty() && played == 0 && !rest) {
      return null;
    }
    long first = 0;
    long divisor = 0;
    if (number != null) {
      if (number.isAbsent(source) || (second != null && second.isAbsent(source))) {
        return null;
      }
      first = number.value(source);
      divisor = second == null ? 0 : second.value(source);
    }
    TokenRef value = token == null ? null : RecordFields.token(source, token);
    if (token != null && value == null) {
      return null;
    }
    return new Reading(
        measure,
        value == null ? null : value.token(),
        value == null ? null : value.origin(),
        null,
        first,
        divisor,
        played,
        null,
        null);
  }

  private int played(SourceRecord source) {
    int played = 0;
    for (int i = 0; i < roles.size(); i++) {
      played |= roles.get(i).holds(source) ? 1 << i : 0;
    }
    return played;
  }

  private @Nullable Reading mark(long measure, PlatformEvent event) {
    Reading.Mark mark = mark(event.type());
    TokenRef session = event.session();
    if (mark == null || session == null) {
      return null;
    }
    TokenRef of = token == null ? null : RecordFields.token(event, token);
    return Reading.ofSession(
        measure,
        session.token(),
        session.origin(),
        mark,
        event.market(),
        of == null ? null : of.origin());
  }

  private static Reading.@Nullable Mark mark(EventType type) {
    return switch (type) {
      case SESSION_STARTED -> Reading.Mark.STARTED;
      case SESSION_ALIVE -> Reading.Mark.ALIVE;
      case SESSION_PAUSED -> Reading.Mark.PAUSED;
      case SESSION_RESUMED -> Reading.Mark.RESUMED;
      case SESSION_ENDED -> Reading.Mark.ENDED;
      default -> null;
    };
  }
}
