package org.almenara.engine.measures;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.almenara.engine.time.EventTime;

/**
 * A summary as an entity keeps it: what counts, and parts that wait for their instant. At random it
 * is written and read back, or goes on as a copy while the original is spoilt.
 */
final class Kept {

  private final Random random;
  private final long slide;
  private final Supplier<Summary> empty;
  private Summary counted;
  private final TreeMap<Long, Summary> pending = new TreeMap<>();
  private int mergedParts;
  private int restarts;

  Kept(Random random, long slide, Supplier<Summary> empty) {
    this.random = random;
    this.slide = slide;
    this.empty = empty;
    this.counted = empty.get();
  }

  void add(Sent sent) {
    pending
        .computeIfAbsent(EventTime.instantAfter(sent.visible(), slide), key -> empty.get())
        .add(sent.entry(), sent.reading());
    if (random.nextInt(50) == 0) {
      pending.replaceAll((instant, part) -> restarted(part));
    }
  }

  /** What counts at an instant. */
  Summary at(long instant) {
    while (!pending.isEmpty() && pending.firstKey() <= instant) {
      counted.merge(pending.pollFirstEntry().getValue());
      mergedParts++;
    }
    if (random.nextInt(8) == 0) {
      counted = restarted(counted);
      restarts++;
    }
    if (random.nextInt(8) == 0) {
      Summary original = counted;
      counted = original.copy();
      spoil(original);
    }
    return counted;
  }

  /** What was added to the original after it was copied must not show. */
  private static void spoil(Summary original) {
    for (int i = 0; i < 20; i++) {
      Reading reading =
          i % 2 == 0
              ? Reading.ofToken(1, "spoilt-" + i, "origin-" + i % 3, Reading.Mark.PAUSED)
              : Reading.ofRoles(1, Reading.A | Reading.B | Reading.C, "origin-" + i % 3);
      Sent sent =
          Sent.at(
              Sent.START + i * Sent.MINUTE,
              Sent.START + i * Sent.MINUTE,
              "spoilt-" + i,
              i,
              0,
              reading);
      original.add(sent.entry(), sent.reading());
    }
    original.forget(Long.MAX_VALUE, 0);
  }

  int mergedParts() {
    return mergedParts;
  }

  int restarts() {
    return restarts;
  }

  static Summary restarted(Summary summary) {
    try {
      return Summary.read(new DataInputStream(new ByteArrayInputStream(bytes(summary))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Summary summary) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      summary.write(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The instants from the first record to where nothing is left of the last one. */
  static List<Long> instants(List<Sent> stream, long slide, long longestWindow) {
    long first = stream.stream().mapToLong(Sent::visible).min().orElseThrow();
    long last = stream.stream().mapToLong(Sent::visible).max().orElseThrow();
    List<Long> instants = new ArrayList<>();
    for (long t = EventTime.instantAfter(first, slide);
        t <= last + longestWindow + 2 * slide;
        t += slide) {
      instants.add(t);
    }
    return instants;
  }
}
