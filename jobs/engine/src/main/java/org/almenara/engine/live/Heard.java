package org.almenara.engine.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;

/**
 * An activation, with its Kafka timestamp, by which it is judged.
 *
 * @param activation as its contract takes it
 * @param timestamp epoch milliseconds
 */
public record Heard(Activation activation, long timestamp) {

  /**
   * How long before it takes effect an activation must have been written: as far as a record's time
   * may lie ahead of its arrival, so that no worker has seen a record of its time before it.
   */
  public static final long LEAD_MILLIS = Duration.ofMinutes(5).toMillis();

  /** The newest last; of equal timestamps a fixed order. */
  static final Comparator<Heard> BY_TIME =
      Comparator.comparingLong(Heard::timestamp)
          .thenComparing(
              heard -> new String(Json.canonical(heard.activation), StandardCharsets.UTF_8));

  /**
   * What it stands for: of two of one key the newer holds. Every stop stands for itself, since one
   * that was lifted is part of what was.
   */
  public String key() {
    return activation.type().code()
        + ":"
        + (isStop() ? activation.rule() + ":" + timestamp : activation.effective());
  }

  /** Whether it was written in time. A stop needs no lead. */
  public boolean inTime() {
    return isStop() || effective() >= timestamp + LEAD_MILLIS;
  }

  boolean isStop() {
    return activation.type() == Activation.Type.RULE_STOPPED;
  }

  /** The first instant of what it says, epoch milliseconds. */
  public long effective() {
    Instant effective = activation.effective();
    return effective == null ? timestamp + 1 : effective.toEpochMilli();
  }
}
