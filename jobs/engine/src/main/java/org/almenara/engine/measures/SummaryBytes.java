package org.almenara.engine.measures;

import org.almenara.engine.time.EventTime;

/**
 * How many bytes {@link Summary#write} takes at most, by kind, of an entity that is as busy as a
 * {@link Load} says.
 *
 * @param load of the entity
 * @param window longest window or baseline, milliseconds
 * @param slide how often it is read, milliseconds
 * @param records how many it has taken at most
 */
public record SummaryBytes(Load load, long window, long slide, long records) {

  /** Any number of records: what counts already, rather than what waits. */
  public static final long ANY = Long.MAX_VALUE;

  private static final int LONGEST_TOPIC = "PLATFORM_EVENTS:CO".length();
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  /** Kind, and a number of 4 bytes or two. */
  private static final int HEADER = 1 + Integer.BYTES;

  /** Of one {@link Entry}. */
  public long entry() {
    return 3L * Long.BYTES + 1 + Integer.BYTES + text(load.idLength()) + text(LONGEST_TOPIC);
  }

  /** Of one token. */
  public long token() {
    return text(load.tokenLength());
  }

  /** Of a text of ASCII. */
  public static long text(int length) {
    return Short.BYTES + (long) length;
  }

  private long upTo(long bound) {
    return Math.min(bound, records);
  }

  /** {@link RecentRecords}. */
  public long recentRecords(int k) {
    return HEADER + Integer.BYTES + upTo(k) * entry();
  }

  /** {@link RecentTokens}. */
  public long recentTokens(int k) {
    return HEADER + Long.BYTES + Integer.BYTES + upTo(k) * (entry() + 2 * token());
  }

  private long recents(int k) {
    return Integer.BYTES + Long.BYTES + Integer.BYTES + upTo(k) * (entry() + token());
  }

  /** {@link Sequences}, {@link Absences} and {@link Changes}: one list for each part. */
  public long patterns(int k, int parts) {
    return 1 + Long.BYTES + parts * recents(k);
  }

  /** {@link Returns}. */
  public long returns(long gap, long memory) {
    long entries = Math.min(Returns.mostEntries(gap, memory, window + slide), doubled(records));
    return 1 + 2L * Long.BYTES + Integer.BYTES + entries * entry();
  }

  private static long doubled(long number) {
    return number > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * number;
  }

  /** {@link FirstSightings}. */
  public long firstSightings(int k, long memory) {
    long chains = upTo(FirstSightings.mostEntries(k, memory, window + slide) / 2);
    return HEADER
        + 2L * Long.BYTES
        + Integer.BYTES
        + upTo(k) * (token() + Integer.BYTES)
        + chains * (1 + 2 * entry());
  }

  /**
   * {@link LiveSessions}.
   *
   * @param of whether sessions are told apart by a token
   */
  public long liveSessions(boolean of) {
    long kept =
        Math.max(
            window + LiveSessions.TAIL_MILLIS,
            LiveSessions.SILENCE_MILLIS + EventTime.ALLOWED_LATENESS_MILLIS);
    long begun = 1 + ceil((kept + slide) * (double) load.sessionsADay() / DAY);
    long sessions = upTo(Math.min(LiveSessions.MOST_SESSIONS, begun));
    long session =
        token()
            + 3 * entry()
            + 2
            + Integer.BYTES
            + upTo(load.pauseMarks()) * (Long.BYTES + 1)
            + 1
            + (of ? token() : 0);
    return HEADER + sessions * session + 1 + entry() + text(2) + Long.BYTES;
  }

  private static long ceil(double number) {
    return (long) Math.ceil(number);
  }

  private long tiles(long tile) {
    return upTo(ceil((double) (window + slide) / tile) + 1);
  }

  /**
   * {@link Tiles}.
   *
   * @param tile its length, milliseconds
   * @param numbers how many numbers it reads off a record, 0 to 2
   * @param marked whether it has a share to count
   */
  public long tiles(long tile, int numbers, boolean marked) {
    long inTile = 1 + load.recordsAnHour() * tile / HOUR;
    long inWindow = 1 + ceil((double) load.recordsAnHour() * (window + slide) / HOUR);
    long remembered =
        upTo(
            1
                + ceil(
                    (double) load.recordsAnHour()
                        * (tile + slide + EventTime.ALLOWED_LATENESS_MILLIS)
                        / HOUR));
    long start = packed(4_102_444_800_000L / tile); // the year 2100
    return 1
        + Long.BYTES
        + Integer.BYTES
        + Math.min(tiles(tile), inWindow)
            * (start + partial(inTile, numbers, marked) + packed(remembered))
        + remembered * (Long.BYTES + partial(1, numbers, marked))
        + recentRecords(Tiles.MOST_CITED)
        + (marked
            ? recentRecords(Tiles.MOST_CITED)
            : new SummaryBytes(load, window, slide, 0).recentRecords(0));
  }

  /** {@link Partial} of so many records. */
  private long partial(long count, int numbers, boolean marked) {
    long sum = packed(saturated(count, load.amount())) + 2;
    return packed(count) + (marked ? packed(count) : 1) + numbers * sum + (2 - numbers) * 2L;
  }

  private static long saturated(long a, long b) {
    return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
  }

  /** {@link Packed}. */
  private static long packed(long value) {
    long bytes = 1;
    for (long rest = value >> 6; rest != 0; rest >>= 7) {
      bytes++;
    }
    return bytes;
  }

  /** {@link Extremes}. */
  public long extremes(long tile) {
    long tiles = tiles(tile);
    int digits = Long.SIZE - Long.numberOfLeadingZeros(tiles);
    long steps = load.monotonic() ? tiles : Math.min(tiles, 2L * digits);
    return 1 + 1 + Long.BYTES + Integer.BYTES + steps * (Long.BYTES + entry());
  }

  /** {@link RoughTokens}. */
  public long roughTokens(long tile) {
    long steps = Math.min(doubled(records), (long) RoughTokens.REGISTERS * load.stepsARegister());
    long number = packed(4_102_444_800_000L / tile);
    return 1
        + Long.BYTES
        + number
        + RoughTokens.REGISTERS
        + steps * (1 + Math.min(number, packed(tiles(tile))))
        + recentRecords(Tiles.MOST_CITED);
  }
}
