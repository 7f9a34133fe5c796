package org.almenara.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A pseudonym, as the tokeniser gave it.
 *
 * <p>Keys and distinct values use {@code origin}, screens show {@code token}: so a rotation of the
 * tokeniser's key changes nothing but what is shown.
 *
 * @param token {@code <prefix><key epoch>_<at least 128 bits, base64url>}, say {@code
 *     prf1_Zk3v0yq8Qk2bJ0p4m1X9aA}
 * @param origin the token under which the tokeniser first knew the entity; the token itself before
 *     any rotation
 */
public record TokenRef(@Shaped(Shape.TOKEN) String token, @Shaped(Shape.TOKEN) String origin) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static TokenRef of(@Nullable Object[] values) {
    return new TokenRef((String) values[0], (String) values[1]);
  }
}
