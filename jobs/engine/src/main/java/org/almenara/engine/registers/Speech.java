package org.almenara.engine.registers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.almenara.schemas.Json;
import org.almenara.schemas.RegisterEntry;
import org.jspecify.annotations.Nullable;

/**
 * When a platform spoke, as far as it is not over: stretches of time in which it was never silent
 * for long. Heartbeats are speech, too.
 *
 * <p>Bound: the stretch in which it speaks, and those that were read ahead of time. It depends on
 * the arrivals alone, in whatever order they were read.
 *
 * @param stretches in order, each longer than the silence away from the next
 * @param silentSince when it was heard last before the silence that goes on, epoch milliseconds;
 *     absent: none does
 */
public record Speech(List<Stretch> stretches, @Nullable Long silentSince) {

  /** Nothing was heard yet. */
  public static final Speech NOTHING = new Speech(List.of(), null);

  /** Nothing is to be said. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * A time of speech.
   *
   * @param first arrival, epoch milliseconds
   * @param last arrival, epoch milliseconds
   */
  public record Stretch(long first, long last) {}

  /**
   * What is to be said by an instant.
   *
   * @param speech what is left
   * @param entries of the register, in order
   */
  public record Step(Speech speech, List<RegisterEntry> entries) {}

  /**
   * Something of it arrived.
   *
   * @param silence how long it must say nothing to be silent, milliseconds
   */
  public Speech heard(long arrival, long silence) {
    Long since = silentSince;
    if (since != null && arrival <= since) {
      return this; // arrivals regressed: what was said of that time stands
    }
    List<Stretch> others = new ArrayList<>();
    long first = arrival;
    long last = arrival;
    for (Stretch stretch : stretches) {
      if (arrival >= stretch.first() - silence && arrival <= stretch.last() + silence) {
        first = Math.min(first, stretch.first());
        last = Math.max(last, stretch.last());
      } else {
        others.add(stretch);
      }
    }
    Stretch joined = new Stretch(first, last);
    int at = 0;
    while (at < others.size() && others.get(at).first() < first) {
      at++;
    }
    others.add(at, joined);
    return new Speech(List.copyOf(others), since);
  }

  /** The next instant at which there may be something to say; {@link #NEVER}. */
  public long nextInstant(long silence) {
    if (stretches.isEmpty()) {
      return NEVER;
    }
    Stretch next = stretches.get(0);
    return silentSince == null ? next.last() + silence : next.first();
  }

  /** What is known when all that arrived up to an instant was heard. */
  public Step by(String platform, long instant, long silence) {
    List<RegisterEntry> entries = new ArrayList<>();
    Speech now = this;
    while (now.nextInstant(silence) <= instant) {
      Stretch next = now.stretches.get(0);
      Long since = now.silentSince;
      if (since != null) {
        entries.add(entry(platform, next.first(), since, next.first()));
        now = new Speech(now.stretches, null);
      } else {
        entries.add(entry(platform, next.last() + silence, next.last(), null));
        now = new Speech(now.stretches.subList(1, now.stretches.size()), next.last());
      }
    }
    return new Step(new Speech(List.copyOf(now.stretches), now.silentSince), entries);
  }

  /** The same silence has the same id, so that it can be given its end. */
  private static RegisterEntry entry(
      String platform, long time, long effective, @Nullable Long until) {
    Instant from = Instant.ofEpochMilli(effective);
    return new RegisterEntry(
        "silence-" + Json.sha256(platform + "@" + from).substring(0, 32),
        RegisterEntry.Type.FEED_SILENCE,
        Instant.ofEpochMilli(time),
        from,
        until == null ? null : Instant.ofEpochMilli(until),
        null,
        null,
        null,
        null,
        platform,
        null,
        null,
        null);
  }
}
