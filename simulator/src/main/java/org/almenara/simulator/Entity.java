package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.TokenRef;

/**
 * An account, instrument, device, network or studio under its pseudonym.
 *
 * @param first as the tokeniser first knew it
 * @param renewed as it is known from {@code renewal} on; equal to {@code first} where nothing
 *     changed
 */
record Entity(TokenRef first, TokenRef renewed, Instant renewal) {

  TokenRef at(Instant time) {
    return time.isBefore(renewal) ? first : renewed;
  }

  String origin() {
    return first.origin();
  }
}
