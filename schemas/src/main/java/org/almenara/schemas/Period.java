package org.almenara.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something is said to have happened, apart from when it was recorded. No window reads it.
 *
 * @param from its instant or start
 * @param until its end, exclusive; never before {@code from}; absent for an instant
 */
public record Period(Instant from, @Nullable Instant until) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static Period of(@Nullable Object[] values) {
    return new Period((Instant) values[0], (Instant) values[1]);
  }
}
