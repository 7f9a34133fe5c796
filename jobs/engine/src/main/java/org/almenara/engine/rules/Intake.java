package org.almenara.engine.rules;

import java.util.List;
import java.util.OptionalLong;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.registers.Register;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * What a measure takes of a record for which its filter holds.
 *
 * @param where which records it takes; asked by {@link FilterIndex}, not here
 * @param roles the parts that a record can play, a bit for each in this order
 * @param number read off the record; absent where the measure reads none
 * @param second the number that the first is set against; absent where there is none
 * @param token the field whose value it takes; absent where it takes none
 * @param marks whether it takes what a record says about a session: then {@code token} says whose
 *     the session is
 * @param market whether it takes the country of the account, since days are asked for
 */
record Intake(
    Filter where,
    List<Filter> roles,
    Projection.@Nullable OfNumber number,
    Projection.@Nullable OfNumber second,
    @Nullable TokenField token,
    boolean marks,
    boolean market) {

  /** How many numbers it reads off a record. */
  int numbers() {
    return (number == null ? 0 : 1) + (second == null ? 0 : 1);
  }

  /** What it takes; absent where the record lacks a field that it takes. */
  @Nullable Reading read(long measure, SourceRecord source, Register register, long visible) {
    if (marks) {
      return source instanceof PlatformEvent event ? mark(measure, event) : null;
    }
    OptionalLong first = number == null ? OptionalLong.of(0) : number.of(source, register, visible);
    OptionalLong divisor =
        second == null ? OptionalLong.of(0) : second.of(source, register, visible);
    TokenRef value = token == null ? null : token.read(source);
    if (first.isEmpty() || divisor.isEmpty() || (token != null && value == null)) {
      return null;
    }
    return new Reading(
        measure,
        value == null ? null : value.token(),
        value == null ? null : value.origin(),
        null,
        first.getAsLong(),
        divisor.getAsLong(),
        played(source, register, visible),
        null,
        null);
  }

  private int played(SourceRecord source, Register register, long visible) {
    int played = 0;
    for (int i = 0; i < roles.size(); i++) {
      played |= roles.get(i).holds(source, register, visible) ? 1 << i : 0;
    }
    return played;
  }

  private @Nullable Reading mark(long measure, PlatformEvent event) {
    Reading.Mark mark = SessionMarks.of(event.type());
    TokenRef session = event.session();
    if (mark == null || session == null) {
      return null;
    }
    TokenRef of = token == null ? null : token.read(event);
    return Reading.ofSession(
        measure,
        session.token(),
        session.origin(),
        mark,
        market ? event.market() : null,
        of == null ? null : of.origin());
  }
}
