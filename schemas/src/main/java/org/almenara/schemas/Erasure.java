package org.almenara.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated data subject asked, through the controller's officer, that a pseudonym be
 * forgotten: topic {@code erasures.v1}, keyed by the entity's origin.
 *
 * <p>Open cases are restricted instead. Who holds an account may be the controller of the victim,
 * so a request that nobody authenticated is refused.
 *
 * @param id the writer's id of the record
 * @param time when it was recorded
 * @param entity what is to be forgotten; the prefix of its tokens says of which kind it is
 * @param officer code of the controller's officer who passed the request on
 * @param request SHA-256 of the reference under which the officer filed the request
 * @param authenticated that the officer made sure who asks; never false
 */
public record Erasure(
    @Shaped(Shape.RECORD_ID) String id,
    Instant time,
    TokenRef entity,
    @Shaped(Shape.CODE) String officer,
    @Shaped(Shape.SHA256) String request,
    @AlwaysTrue boolean authenticated) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static Erasure of(@Nullable Object[] values) {
    return new Erasure(
        (String) values[0],
        (Instant) values[1],
        (TokenRef) values[2],
        (String) values[3],
        (String) values[4],
        (Boolean) values[5]);
  }
}
