package org.almenara.engine.measures;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random streams in which the patterns really occur, in random order; see {@link Sent#stream}. */
final class PatternStreams {

  static final long HOUR = 60 * Sent.MINUTE;
  static final long DAY = 24 * HOUR;

  /** Markets with summer time inside the streams (7 and 28 days after their start), and without. */
  static final Map<String, ZoneId> ZONES =
      Map.of(
          "CO", ZoneId.of("America/Bogota"),
          "RO", ZoneId.of("Europe/Bucharest"),
          "US", ZoneId.of("America/New_York"),
          "PH", ZoneId.of("Asia/Manila"));

  private static final List<String> MARKETS = List.of("CO", "RO", "US", "PH", "no zone");

  private final Random random;
  private final List<Sent> stream = new ArrayList<>();

  private PatternStreams(Random random) {
    this.random = random;
  }

  /** Parts A, B and C, several a record, close together; keys, and none. */
  static List<Sent> roles(Random random) {
    PatternStreams streams = new PatternStreams(random);
    int records = 1 + random.nextInt(30);
    int keys = 1 + random.nextInt(3);
    for (int i = 0; i < records; i++) {
      int key = random.nextInt(keys);
      Reading reading = Reading.ofRoles(1, streams.parts(), key == 0 ? null : "key-" + key);
      streams.send(streams.rounded(Sent.START + (long) (random.nextDouble() * 5 * HOUR)), reading);
    }
    return streams.shuffled();
  }

  private int parts() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> Reading.A;
      case 3, 4, 5 -> Reading.B;
      case 6 -> Reading.C;
      default -> random.nextInt(8);
    };
  }

  /** Records with silences of every length up to {@code longest}, some of them exactly so. */
  static List<Sent> silences(Random random, long gap, long longest) {
    PatternStreams streams = new PatternStreams(random);
    int records = 1 + random.nextInt(20);
    long time = Sent.START;
    for (int i = 0; i < records; i++) {
      time +=
          switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> gap;
            case 2 -> gap - 1 + random.nextInt(3);
            case 3 -> longest - 1 + random.nextInt(3);
            case 4, 5 -> (long) (random.nextDouble() * 3 * gap);
            default -> (long) (random.nextDouble() * gap);
          };
      streams.send(time, Reading.ofRecord(1));
    }
    return streams.shuffled();
  }

  /** Tokens, often the same one after another, with silences around {@code memory}. */
  static List<Sent> tokens(Random random, int tokens, long memory) {
    PatternStreams streams = new PatternStreams(random);
    int records = 1 + random.nextInt(30);
    long time = Sent.START;
    int token = 0;
    for (int i = 0; i < records; i++) {
      time +=
          switch (random.nextInt(12)) {
            case 0 -> memory;
            case 1 -> memory - 1 + random.nextInt(3);
            case 2 -> (long) (random.nextDouble() * 1.5 * memory);
            case 3 -> 0;
            default -> (long) (random.nextDouble() * memory / 4);
          };
      token = random.nextBoolean() ? token : random.nextInt(tokens);
      streams.send(
          streams.rounded(time), Reading.ofToken(1, "shown-" + token, "token-" + token, null));
    }
    return streams.shuffled();
  }

  /** Sessions over many days, of several tokens, in several markets, with pauses long and short. */
  static List<Sent> shifts(Random random) {
    PatternStreams streams = new PatternStreams(random);
    int days = 1 + random.nextInt(8);
    long first = Sent.START + random.nextInt(28) * DAY;
    int most = 1 + random.nextInt(3);
    boolean tired = random.nextBoolean();
    boolean moves = random.nextInt(3) == 0;
    String market = streams.market();
    for (int day = 0; day < days; day++) {
      if (random.nextInt(6) == 0) {
        continue;
      }
      for (int i = 0; i < most; i++) {
        market = moves ? streams.market() : market;
        long start = first + day * DAY + (long) (random.nextDouble() * (tired ? 4 : 20) * HOUR);
        start = random.nextBoolean() ? start - start % HOUR : start;
        long length = (long) (random.nextDouble() * (tired ? 24 : 10) * HOUR);
        length = random.nextBoolean() ? length - length % (HOUR / 2) : length;
        streams.session(
            "session-" + (random.nextInt(8) == 0 ? 0 : stream(day, i)),
            random.nextInt(6) == 0 ? null : "device-" + random.nextInt(3),
            market.isEmpty() ? null : market,
            start,
            length);
      }
    }
    if (streams.stream.isEmpty()) {
      streams.session("session-0", "device-0", null, first, HOUR);
    }
    return streams.shuffled();
  }

  private static int stream(int day, int i) {
    return 10 * day + i;
  }

  private String market() {
    return random.nextInt(4) == 0 ? "" : MARKETS.get(random.nextInt(MARKETS.size()));
  }

  private void session(
      String id, @Nullable String of, @Nullable String market, long start, long length) {
    mark(id, of, market, start, Reading.Mark.STARTED);
    long time = start;
    int pauses = random.nextInt(3);
    for (int i = 0; i < pauses; i++) {
      time += (long) (random.nextDouble() * length / 2);
      mark(id, of, market, time, Reading.Mark.PAUSED);
      time +=
          switch (random.nextInt(6)) {
            case 0 -> 10 * Sent.MINUTE - 1;
            case 1 -> 10 * Sent.MINUTE;
            case 2 -> HOUR;
            default -> random.nextInt((int) (12 * Sent.MINUTE));
          };
      if (random.nextInt(8) > 0) {
        mark(id, of, market, time, Reading.Mark.RESUMED);
      }
    }
    long end = Math.max(time, start + length);
    if (random.nextInt(4) == 0) {
      mark(id, random.nextInt(3) == 0 ? "device-0" : of, market, end, Reading.Mark.ALIVE);
    } else {
      mark(id, of, market, end, Reading.Mark.ENDED);
    }
  }

  private void mark(
      String id, @Nullable String of, @Nullable String market, long time, Reading.Mark mark) {
    String named = random.nextInt(4) == 0 ? null : market;
    send(time, Reading.ofSession(1, "shown-" + id, id, mark, named, of));
  }

  private long rounded(long time) {
    return random.nextBoolean() ? time - time % (10 * Sent.MINUTE) : time;
  }

  private void send(long time, Reading reading) {
    int i = stream.size();
    String id = "record-" + (random.nextInt(10) == 0 ? random.nextInt(3) : i);
    Sent sent = Sent.at(time, Sent.arrival(random, time), id, i, random.nextInt(3), reading);
    stream.add(sent);
    while (random.nextInt(20) == 0) {
      stream.add(sent.again(random));
    }
  }

  private List<Sent> shuffled() {
    Collections.shuffle(stream, random);
    return stream;
  }
}
