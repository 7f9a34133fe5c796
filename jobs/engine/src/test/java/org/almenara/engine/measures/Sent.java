package org.almenara.engine.measures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.Topic;

/**
 * A record that one entity gets, for tests: one reading that suits every kind of measure.
 *
 * @param entry identity and place
 * @param visible when it becomes visible
 * @param reading token and session mark
 */
public record Sent(Entry entry, long visible, Reading reading) {

  static final long START = 1_772_445_600_000L;
  static final long MINUTE = 60_000;

  /**
   * What a stream of records is like.
   *
   * @param records most records before duplicates
   * @param span length of time that they lie in, milliseconds
   * @param tokens how many different tokens, which are session ids too
   */
  record Kind(int records, long span, int tokens) {}

  /**
   * A random stream in random order: ties in time, records of one id with different content, late
   * ones up to an hour, early ones up to five minutes, 5 % sent twice.
   */
  static List<Sent> stream(Random random, Kind kind) {
    List<Sent> stream = new ArrayList<>();
    int records = 1 + random.nextInt(kind.records);
    for (int i = 0; i < records; i++) {
      Sent sent = one(random, kind, i);
      stream.add(sent);
      while (random.nextInt(20) == 0) {
        stream.add(sent.again(random));
      }
    }
    Collections.shuffle(stream, random);
    return stream;
  }

  private static Sent one(Random random, Kind kind, int i) {
    long time = START + (long) (random.nextDouble() * kind.span);
    if (random.nextBoolean()) {
      time -= time % (10 * MINUTE);
    }
    String id = "record-" + (random.nextInt(10) == 0 ? random.nextInt(3) : i);
    int token = random.nextInt(kind.tokens);
    Reading.Mark[] marks = Reading.Mark.values();
    Reading reading =
        Reading.ofToken(
            1,
            "token-" + token + "-" + i % 2,
            "origin-" + token,
            marks[random.nextInt(marks.length)]);
    return at(time, arrival(random, time), id, i, random.nextInt(3), reading);
  }

  static long arrival(Random random, long time) {
    return switch (random.nextInt(4)) {
      case 0 -> time + random.nextInt((int) EventTime.ALLOWED_LATENESS_MILLIS + 1);
      case 1 -> time - random.nextInt((int) EventTime.FUTURE_TOLERANCE_MILLIS + 1);
      default -> time + random.nextInt((int) EventTime.OUT_OF_ORDERNESS_MILLIS + 1);
    };
  }

  static Sent at(long time, long arrival, String id, long content, int partition, Reading reading) {
    boolean late = EventTime.judge(time, arrival) == EventTime.Verdict.LATE_EVIDENCE;
    Entry entry =
        new Entry(time, id, content, late, Topic.PLATFORM_EVENTS, partition, arrival - START);
    return new Sent(entry, EventTime.visible(time, arrival), reading);
  }

  /** The same record, sent once more: it lies elsewhere and may become visible at another time. */
  Sent again(Random random) {
    return at(
        entry.time(),
        arrival(random, entry.time()),
        entry.id(),
        entry.content(),
        random.nextInt(3),
        reading);
  }
}
