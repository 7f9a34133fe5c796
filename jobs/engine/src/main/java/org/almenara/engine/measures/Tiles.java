package org.almenara.engine.measures;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.almenara.engine.time.EventTime;

/**
 * Counts, sums and what is made of the two, exact for any number of records: time is cut into
 * tiles, and for each it is kept what its records add up to.
 *
 * <p>A tile's length divides every slide, window and baseline that reads it, so windows cut between
 * tiles. A tile keeps the hash and the contribution of each of its records until none that was sent
 * again can come, {@link EventTime#ALLOWED_LATENESS_MILLIS} after its end: so copies are noticed
 * whatever part they come with, and whether they are depends on the records alone.
 *
 * <p>A ratio, mean or growth is {@link #ABSENT} where what it divides by is 0, and where fewer than
 * {@link Question#atLeast} records are in the window; growth also where they are fewer in the
 * baseline. Sums are of 128 bits and cannot overflow.
 *
 * <p>Bound: {@link #MOST_TILES} tiles, some 10 bytes each, and those that one slide adds; for each
 * record of the last tile's length and allowed lateness some 12 bytes; {@link #MOST_CITED} records
 * twice, to cite. An evaluation costs what entered and left since the last one, however long the
 * window; the first after a restore costs a sum over the window.
 */
public final class Tiles implements Summary {

  static final byte KIND = 4;

  /** Most tiles that the longest window, or baseline, may have. */
  public static final int MOST_TILES = 1_000;

  /** Bit of the role that {@link Function#SHARE} is the share of. */
  public static final int MARKED = 1;

  /** How many records it can cite. */
  public static final int MOST_CITED = 16;

  private static final List<Long> SIZES = List.of(60_000L, 300_000L, 3_600_000L, 21_600_000L);

  /** Totals are kept for so many windows; a rule set that changes leaves some that nobody asks. */
  private static final int MOST_TOTALS = 16;

  /**
   * How many tiles are looked at to see when a threshold is lost. A read costs as many steps; an
   * entity of which no more records come is looked at that much more seldom.
   */
  private static final int LOOKED_AHEAD = 8;

  /** All tiles are settled. */
  private static final long NOTHING_OPEN = Long.MAX_VALUE;

  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigInteger LEAST = BigInteger.valueOf(ABSENT + 1);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private static final class Tile {
    /** Of records of which no copy can come any more. */
    Partial settled = Partial.NONE;

    /** Of the others, by hash. */
    final TreeMap<Long, Partial> open = new TreeMap<>();

    /** Of all. */
    Partial total = Partial.NONE;
  }

  /** What the tiles from a time on add up to. */
  private static final class Total {
    long from;
    Partial partial = Partial.NONE;
  }

  private final long tile;
  private final boolean idempotent;
  private final TreeMap<Long, Tile> tiles = new TreeMap<>();
  private final RecentRecords newest;
  private final RecentRecords newestMarked;

  /** No tile before it has open records. Never written: the tiles say it. */
  private long openSince = NOTHING_OPEN;

  /** By window. Never written: what the tiles say, computed before. */
  private final TreeMap<Long, Total> totals = new TreeMap<>();

  /**
   * An empty summary.
   *
   * @param tile length of a tile, milliseconds; see {@link #sizeFor}
   */
  public Tiles(long tile, Guards guards) {
    this(
        tile,
        guards.idempotent(),
        new RecentRecords(MOST_CITED, guards),
        new RecentRecords(MOST_CITED, guards));
  }

  private Tiles(long tile, boolean idempotent, RecentRecords newest, RecentRecords newestMarked) {
    this.tile = tile;
    this.idempotent = idempotent;
    this.newest = newest;
    this.newestMarked = newestMarked;
  }

  /**
   * The length of a tile: the smallest of 1 min, 5 min, 1 h and 6 h that divides all lengths and of
   * which the longest has at most {@link #MOST_TILES}.
   *
   * @param lengths all slides, windows and baselines of the readers, milliseconds; not empty
   * @return milliseconds; empty where there is none: then a window has to be shorter, or a multiple
   *     of a longer tile
   */
  public static OptionalLong sizeFor(Collection<Long> lengths) {
    long longest = lengths.stream().mapToLong(Long::longValue).max().orElseThrow();
    return SIZES.stream()
        .mapToLong(Long::longValue)
        .filter(size -> longest <= MOST_TILES * size)
        .filter(size -> lengths.stream().allMatch(length -> length % size == 0))
        .findFirst();
  }

  /** Where the tile of that length begins that holds a time. */
  static long startOf(long time, long tile) {
    return time - Math.floorMod(time, tile);
  }

  @Override
  public void add(Entry entry, Reading reading) {
    add(startOf(entry.time(), tile), Hash64.of(entry), Partial.of(reading));
    newest.add(entry, reading);
    if ((reading.roles() & MARKED) != 0) {
      newestMarked.add(entry, reading);
    }
  }

  private void add(long start, long hash, Partial record) {
    Tile in = tile(start);
    if (!idempotent) {
      in.settled = in.settled.plus(record);
      change(start, in, record);
      return;
    }
    openSince = Math.min(openSince, start);
    Partial known = in.open.get(hash);
    if (known == null) {
      in.open.put(hash, record);
      change(start, in, record);
    } else if (Partial.ANY_ORDER.compare(known, record) < 0) {
      in.open.put(hash, record);
      change(start, in, record.minus(known));
    }
  }

  private Tile tile(long start) {
    return tiles.computeIfAbsent(start, key -> new Tile());
  }

  private void change(long start, Tile changed, Partial by) {
    changed.total = changed.total.plus(by);
    for (Total total : totals.values()) {
      if (start >= total.from) {
        total.partial = total.partial.plus(by);
      }
    }
  }

  @Override
  public void merge(Summary other) {
    Tiles more = (Tiles) other;
    more.tiles.forEach(
        (start, part) -> {
          Tile into = tile(start);
          into.settled = into.settled.plus(part.settled);
          change(start, into, part.settled);
          part.open.forEach((hash, record) -> add(start, hash, record));
        });
    newest.merge(more.newest);
    newestMarked.merge(more.newestMarked);
  }

  @Override
  public long value(Question question, long instant) {
    Partial in = total(instant, question.window());
    return switch (question.function()) {
      case TALLY, SUM -> nearestLong(question, in);
      case MEAN -> per(in.sum().exact(), BigInteger.valueOf(in.count()), in, question);
      case SHARE ->
          per(BigInteger.valueOf(in.marked()), BigInteger.valueOf(in.count()), in, question);
      case RATIO -> per(in.sum().exact(), in.second().exact(), in, question);
      case GROWTH -> growth(in, question, instant);
      default -> throw new IllegalArgumentException(question.function() + " asked of tiles");
    };
  }

  private long growth(Partial in, Question question, long instant) {
    long before = total(instant, question.baseline()).count() - in.count();
    if (before < question.atLeast()) {
      return ABSENT;
    }
    long length = question.baseline() - question.window();
    return per(
        BigInteger.valueOf(in.count()).multiply(BigInteger.valueOf(length)),
        BigInteger.valueOf(before).multiply(BigInteger.valueOf(question.window())),
        in,
        question);
  }

  private static long per(BigInteger of, BigInteger by, Partial in, Question question) {
    if (by.signum() == 0 || in.count() < question.atLeast()) {
      return ABSENT;
    }
    BigInteger[] divided = of.multiply(MILLION).divideAndRemainder(by);
    boolean roundedUp = divided[1].signum() * by.signum() < 0;
    return nearestLong(roundedUp ? divided[0].subtract(BigInteger.ONE) : divided[0]);
  }

  private static long nearestLong(BigInteger exact) {
    return exact.max(LEAST).min(GREATEST).longValueExact();
  }

  /** Over all tiles of the window: nothing that counts lies after it. */
  private Partial total(long instant, long window) {
    long from = instant - window;
    Total total = totals.get(window);
    if (total == null || total.from > from) {
      if (totals.size() >= MOST_TOTALS) {
        totals.clear();
      }
      total = new Total();
      for (Tile in : tiles.tailMap(from, true).values()) {
        total.partial = total.partial.plus(in.total);
      }
      totals.put(window, total);
    } else {
      for (Tile left : tiles.subMap(total.from, from).values()) {
        total.partial = total.partial.minus(left.total);
      }
    }
    total.from = from;
    return total.partial;
  }

  /**
   * Of a share the newest records that play the role, where there are any; otherwise the newest of
   * all. Only of the window: a baseline is not cited.
   */
  @Override
  public List<Entry> evidence(Question question, long instant, int most) {
    List<Entry> marked =
        question.function() == Function.SHARE
            ? newestMarked.evidence(question, instant, most)
            : List.of();
    return marked.isEmpty() ? newest.evidence(question, instant, most) : marked;
  }

  /**
   * When a tile leaves. Of sums and counts it is known what is left then: so not before one leaves
   * with which a threshold is reached or lost, but that only a few tiles are looked at.
   */
  @Override
  public long nextChange(Question question, long instant, List<Long> thresholds) {
    return switch (question.function()) {
      case TALLY, SUM -> nextCrossing(question, instant, thresholds);
      default ->
          Math.min(
              nextLeaving(instant, question.window()), nextLeaving(instant, question.baseline()));
    };
  }

  private long nextCrossing(Question question, long instant, List<Long> thresholds) {
    Partial left = total(instant, question.window());
    long value = nearestLong(question, left);
    if (question.function() == Function.TALLY
        && Summary.highestReached(thresholds, value) == NONE) {
      return NEVER; // without new records it only falls
    }
    int looked = 0;
    for (Map.Entry<Long, Tile> next : tiles.tailMap(instant - question.window(), true).entrySet()) {
      left = left.minus(next.getValue().total);
      looked++;
      long after = nearestLong(question, left);
      if (looked == LOOKED_AHEAD
          || thresholds.stream().anyMatch(least -> value >= least != after >= least)) {
        return leaves(next.getKey(), question.window());
      }
    }
    return NEVER;
  }

  private static long nearestLong(Question question, Partial in) {
    return question.function() == Function.TALLY ? in.count() : nearestLong(in.sum().exact());
  }

  private long nextLeaving(long instant, long window) {
    Long oldest = tiles.ceilingKey(instant - window);
    return oldest == null ? NEVER : leaves(oldest, window);
  }

  /** At its start + window a tile is still in; the instants after that lie a tile further. */
  private static long leaves(long tile, long window) {
    return tile + window + 1;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of a copy that is still to come the tile's end + allowed lateness lies after {@code
   * instant}: such a tile goes on noticing copies.
   */
  @Override
  public void forget(long instant, long window) {
    while (!tiles.isEmpty() && tiles.firstKey() < instant - window) {
      Map.Entry<Long, Tile> oldest = tiles.pollFirstEntry();
      change(oldest.getKey(), new Tile(), Partial.NONE.minus(oldest.getValue().total));
    }
    long ended = instant - EventTime.ALLOWED_LATENESS_MILLIS - tile;
    if (openSince <= ended) {
      for (Tile old : tiles.subMap(openSince, true, ended, true).values()) {
        old.settled = old.total;
        old.open.clear();
      }
      Long next = tiles.higherKey(ended);
      openSince = next == null ? NOTHING_OPEN : next;
    }
    newest.forget(instant, window);
    newestMarked.forget(instant, window);
  }

  @Override
  public boolean isEmpty() {
    return tiles.isEmpty();
  }

  @Override
  public Summary copy() {
    Tiles copy =
        new Tiles(
            tile, idempotent, (RecentRecords) newest.copy(), (RecentRecords) newestMarked.copy());
    copy.takeTilesOf(this);
    return copy;
  }

  private void takeTilesOf(Tiles other) {
    other.tiles.forEach(
        (start, from) -> {
          Tile into = tile(start);
          into.settled = from.settled;
          into.open.putAll(from.open);
          into.total = from.total;
        });
    openSince = other.openSince;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(KIND);
    out.writeLong(tile);
    out.writeInt(tiles.size());
    for (Map.Entry<Long, Tile> entry : tiles.entrySet()) {
      Packed.write(entry.getKey() / tile, out);
      Tile in = entry.getValue();
      in.settled.write(out);
      Packed.write(in.open.size(), out);
      for (Map.Entry<Long, Partial> record : in.open.entrySet()) {
        out.writeLong(record.getKey());
        record.getValue().write(out);
      }
    }
    newest.write(out);
    newestMarked.write(out);
  }

  static Tiles read(DataInput in) throws IOException {
    Tiles read = new Tiles(in.readLong(), Guards.ON);
    Listed.each(
        in,
        "tiles",
        () -> {
          long start = Packed.read(in) * read.tile;
          Tile tile = read.tile(start);
          tile.settled = Partial.read(in);
          tile.total = tile.settled;
          for (long open = Packed.read(in); open > 0; open--) {
            long hash = in.readLong();
            Partial record = Partial.read(in);
            tile.open.put(hash, record);
            tile.total = tile.total.plus(record);
            read.openSince = Math.min(read.openSince, start);
          }
        });
    read.newest.merge(Summary.read(in));
    read.newestMarked.merge(Summary.read(in));
    return read;
  }
}
