package org.almenara.schemas;

import java.util.Arrays;

/**
 * What a record can be about, and what measures are kept for.
 *
 * <p>The prefix is the start of every token of that type ({@code prf1_...}), so that an account
 * token can never be read as a payout instrument. A place is a UN/LOCODE city code, no token.
 */
public enum EntityType implements Coded {
  PERFORMER("performer", "prf"),
  PAYOUT("payout", "pay"),
  DEVICE("device", "dev"),
  NETWORK("network", "net"),
  DOCUMENT("document", "doc"),
  STUDIO("studio", "stu"),
  PLACE("place", ""),
  PAYER("payer", "pyr"),
  CLUSTER("cluster", "clu");

  private final String code;
  private final String prefix;

  EntityType(String code, String prefix) {
    this.code = code;
    this.prefix = prefix;
  }

  @Override
  public String code() {
    return code;
  }

  /** The type of that code. */
  public static EntityType ofCode(String code) {
    return Arrays.stream(values())
        .filter(type -> type.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no entity type " + code));
  }

  /** The type that a token's prefix names. */
  public static EntityType ofToken(String token) {
    return Arrays.stream(values())
        .filter(type -> !type.prefix.isEmpty() && token.startsWith(type.prefix))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no entity type has such a prefix"));
  }

  /** Three letters before the key epoch in each token; empty for a place. */
  public String prefix() {
    return prefix;
  }
}
