package org.almenara.schemas;

import org.jspecify.annotations.Nullable;

/**
 * The studio under which a performer worked, as the platform knew it when it wrote the record.
 *
 * @param token see {@link TokenRef}
 * @param origin see {@link TokenRef}
 * @param registered whether a register listed it then; absent where the platform does not know
 * @param size how many performers it declared; absent where it declared none
 */
public record Studio(
    @Shaped(Shape.TOKEN) String token,
    @Shaped(Shape.TOKEN) String origin,
    @Nullable Boolean registered,
    @Bounded(min = 0, max = 1_000_000) @Nullable Integer size) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static Studio of(@Nullable Object[] values) {
    return new Studio(
        (String) values[0], (String) values[1], (Boolean) values[2], (Integer) values[3]);
  }
}
