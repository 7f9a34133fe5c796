package org.almenara.engine.rules;

import org.almenara.schemas.Json;

/** Short hashes that name parts of a rule set in state: fixed for ever. */
final class Prints {

  private Prints() {}

  /** The first 64 bits of the SHA-256 of the parts, each apart from the next. */
  static long of(String... parts) {
    return Long.parseUnsignedLong(Json.sha256(String.join("|", parts)).substring(0, 16), 16);
  }
}
