package org.almenara.engine.measures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/** Streams as {@link Sent} has them, whose records also have numbers and play roles. */
final class Numbered {

  private static final long CONTRACT = 1_000_000_000_000_000L;

  private Numbered() {}

  /** Copies of a record say the same; in every fourth stream a hostile writer sends numbers. */
  static List<Sent> stream(Random random, Sent.Kind kind) {
    boolean hostile = random.nextInt(4) == 0;
    LongSupplier number = hostile ? () -> hostile(random) : () -> random.nextInt(21) - 10;
    Map<Long, Reading> numbers = new HashMap<>();
    return Sent.stream(random, kind).stream()
        .map(
            sent ->
                with(
                    sent,
                    numbers.computeIfAbsent(
                        sent.entry().content(),
                        content ->
                            Reading.ofNumbers(
                                1, number.getAsLong(), number.getAsLong(), random.nextInt(4)))))
        .toList();
  }

  private static Sent with(Sent sent, Reading numbers) {
    Reading said = sent.reading();
    return new Sent(
        sent.entry(),
        sent.visible(),
        new Reading(
            said.measure(),
            said.token(),
            said.origin(),
            said.mark(),
            numbers.number(),
            numbers.second(),
            numbers.roles(),
            said.market(),
            said.of()));
  }

  private static long hostile(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> Long.MIN_VALUE;
      case 2 -> CONTRACT;
      case 3 -> -CONTRACT;
      default -> random.nextLong();
    };
  }
}
