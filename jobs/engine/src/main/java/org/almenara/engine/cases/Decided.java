package org.almenara.engine.cases;

import java.util.Arrays;
import java.util.Comparator;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Json;

/**
 * A disposition with the time by which it takes effect.
 *
 * @param disposition what a human decided
 * @param timestamp its Kafka timestamp, epoch milliseconds
 */
public record Decided(Disposition disposition, long timestamp) {

  /** Decisions take effect at whole minutes, whatever the slides of the rules in force. */
  private static final long GRID_MILLIS = 60_000;

  /** Of one instant the first written first; equal ones are one. */
  static final Comparator<Decided> IN_ORDER =
      Comparator.comparingLong(Decided::timestamp)
          .thenComparing(decided -> decided.disposition.id())
          .thenComparing(Decided::digest);

  /**
   * The instant at which one takes effect: the first at or after its timestamp, but never one that
   * is over already.
   *
   * @param timestamp its Kafka timestamp
   * @param over up to when all instants are over; {@link Long#MIN_VALUE}: none is
   */
  public static long effective(long timestamp, long over) {
    return EventTime.instantAtOrAfter(
        over == Long.MIN_VALUE ? timestamp : Math.max(timestamp, over + 1), GRID_MILLIS);
  }

  /** The key of the cases that it may be about. */
  public String focalKey() {
    return focalKey(disposition.focal());
  }

  /** As cases are keyed; a token of no entity that a case can be about stands alone. */
  public static String focalKey(String focal) {
    return Arrays.stream(EntityType.values())
        .filter(type -> !type.prefix().isEmpty() && focal.startsWith(type.prefix()))
        .findFirst()
        .map(type -> new Subject(type, focal, focal).key())
        .orElse(focal);
  }

  /** SHA-256 of its canonical JSON. */
  String digest() {
    return Json.sha256(Json.canonical(disposition));
  }
}
