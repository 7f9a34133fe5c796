package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.almenara.schemas.Money;
import org.almenara.schemas.PlatformEvent;

/**
 * A country's customs.
 *
 * @param clock how far its clocks are from UTC, all year
 * @param currency in which the platform pays out there
 * @param minorADollar minor units of the currency that a US dollar buys
 * @param keeps percent of what the platform pays that usually reaches the performer
 * @param rails by which money is paid out there
 */
record Market(
    ZoneOffset clock,
    String currency,
    int minorADollar,
    Count keeps,
    List<PlatformEvent.Rail> rails) {
  /** Where the world's file says nothing: in dollars, by UTC. */
  static final Market PLAIN =
      new Market(
          ZoneOffset.UTC,
          "USD",
          100,
          new Count(50, 90),
          List.of(PlatformEvent.Rail.BANK, PlatformEvent.Rail.EWALLET, PlatformEvent.Rail.PREPAID));

  private static final long A_DAY = Duration.ofDays(1).toMillis();

  Market {
    if (!currency.matches("[A-Z]{3}")) {
      throw new Misplaced("'" + currency + "' is no currency: write one such as COP", "currency");
    }
    if (minorADollar == 0) {
      throw new Misplaced("a dollar buys something: write 1 or more", "minor_a_dollar");
    }
    if (keeps.high() > 100) {
      throw new Misplaced("nobody keeps more than all: write 100 or less", "keeps");
    }
  }

  /** Dollar cents in the market's own money. */
  Money money(long cents) {
    return new Money(cents * minorADollar / 100, currency);
  }

  /** That time of the clock, on a UTC day. */
  Duration utc(Duration local) {
    return Duration.ofMillis(
        Math.floorMod(local.toMillis() - clock.getTotalSeconds() * 1000L, A_DAY));
  }

  int hour(Instant time) {
    return time.atOffset(clock).getHour();
  }
}
