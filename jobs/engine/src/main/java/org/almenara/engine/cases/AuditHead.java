package org.almenara.engine.cases;

/**
 * The end of a unit's audit chain.
 *
 * @param sequence of the last entry; 0 before the first
 * @param hash of the last entry; 64 zeros before the first
 */
public record AuditHead(long sequence, String hash) {

  /** Before the first entry. */
  public static final AuditHead START = new AuditHead(0, "0".repeat(64));
}
