package org.almenara.engine.measures;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Hashes that are written into state, so they never change: FarmHash's 64-bit fingerprint.
 *
 * <p>Two of n records share one by chance with a probability of about n² / 2⁶⁵.
 */
final class Hash64 {

  private static final HashFunction FINGERPRINT = Hashing.farmHashFingerprint64();

  private Hash64() {}

  /** Of a record's identity. */
  static long of(Entry entry) {
    return FINGERPRINT
        .newHasher()
        .putLong(entry.time())
        .putLong(entry.content())
        .putString(entry.id(), StandardCharsets.UTF_8)
        .hash()
        .asLong();
  }

  /** Of a token as it is compared. */
  static long of(String origin) {
    return FINGERPRINT.hashString(origin, StandardCharsets.UTF_8).asLong();
  }
}
