package org.almenara.pipeline.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.almenara.pipeline.validate.Judged;
import org.almenara.pipeline.validate.RecordJudge;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded source over partitions in memory, judged where they are read, with a watermark a
 * partition: what Kafka's source does, in an order of partitions that a seed draws anew.
 */
public final class Partitions
    implements Source<Judged, Partitions.Partition, Collection<Partitions.Partition>> {

  private static final long serialVersionUID = 1L;

  /** Most records that are read from a partition before another is drawn. */
  private static final int MOST_IN_A_ROW = 50;

  /** Data by name, since a source travels to its readers serialised. */
  private static final Map<String, List<List<Raw>>> DATA = new ConcurrentHashMap<>();

  private static final Map<String, Pause> PAUSES = new ConcurrentHashMap<>();

  static final SimpleVersionedSerializer<Partition> PARTITION_SERIALIZER =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 1;
        }

        @Override
        public byte[] serialize(Partition partition) throws IOException {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          new DataOutputStream(bytes).writeInt(partition.index);
          return bytes.toByteArray();
        }

        @Override
        public Partition deserialize(int version, byte[] bytes) throws IOException {
          return new Partition(new DataInputStream(new ByteArrayInputStream(bytes)).readInt());
        }
      };

  /** Completed when all partitions are read. */
  private static final Map<String, CompletableFuture<Void>> READ = new ConcurrentHashMap<>();

  private static final Map<String, AtomicInteger> LEFT = new ConcurrentHashMap<>();

  private final String name;
  private final long seed;

  private Partitions(String name, long seed) {
    this.name = name;
    this.seed = seed;
  }

  /**
   * A source over partitions, each in order of arrival.
   *
   * @param name of the data, different for each source that runs at the same time
   */
  public static Partitions of(String name, List<List<Raw>> partitions, long seed) {
    DATA.put(name, partitions);
    PAUSES.remove(name);
    READ.put(name, new CompletableFuture<>());
    LEFT.put(name, new AtomicInteger(partitions.size()));
    return new Partitions(name, seed);
  }

  /** An arrival at which the readers of all partitions wait for a latch. */
  private record Pause(long arrival, CountDownLatch until, Set<Integer> waiting) {}

  /** Whether every partition of a source waits at its pause. */
  public static boolean allPause(String name) {
    Pause pause = PAUSES.get(name);
    return pause != null
        && pause.until.getCount() > 0
        && pause.waiting.size() == Objects.requireNonNull(DATA.get(name)).size();
  }

  /**
   * Reads as live, across partitions by arrival (with one reader), and nothing that arrived after
   * {@code arrival} before the latch is open.
   */
  public Partitions pausing(long arrival, CountDownLatch until) {
    PAUSES.put(name, new Pause(arrival, until, ConcurrentHashMap.newKeySet()));
    return this;
  }

  String name() {
    return name;
  }

  /** Completed when all partitions of a source are read. */
  static CompletableFuture<Void> read(String name) {
    return Objects.requireNonNull(READ.get(name));
  }

  /** One partition. */
  public record Partition(int index) implements SourceSplit {
    @Override
    public String splitId() {
      return Integer.toString(index);
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Judged, Partition> createReader(SourceReaderContext context) {
    long readerSeed = seed * 31 + context.getIndexOfSubtask();
    return new Reader(() -> new PartitionReader(name, readerSeed), context);
  }

  @SuppressWarnings("try") // close() of the base class may be interrupted
  private static final class Reader
      extends SingleThreadMultiplexSourceReaderBase<Raw, Judged, Partition, Partition> {

    Reader(Supplier<SplitReader<Raw, Partition>> splitReader, SourceReaderContext context) {
      super(
          splitReader,
          (raw, output, partition) ->
              output.collect(
                  new RecordJudge(false)
                      .judge(
                          raw.topic(), raw.partition(), raw.offset(), raw.arrival(), raw.value()),
                  raw.arrival()),
          new Configuration(),
          context);
    }

    @Override
    protected void onSplitFinished(Map<String, Partition> finished) {}

    @Override
    protected Partition initializedState(Partition partition) {
      return partition;
    }

    @Override
    protected Partition toSplitType(String splitId, Partition partition) {
      return partition;
    }
  }

  private static final class PartitionReader implements SplitReader<Raw, Partition> {
    private final String name;
    private final SplittableRandom random;
    private final List<Partition> open = new ArrayList<>();
    private final Map<Integer, Queue<Raw>> left = new ConcurrentHashMap<>();

    PartitionReader(String name, long seed) {
      this.name = name;
      this.random = new SplittableRandom(seed);
    }

    @Override
    public RecordsWithSplitIds<Raw> fetch() {
      RecordsBySplits.Builder<Raw> batch = new RecordsBySplits.Builder<>();
      List<Partition> readable = open.stream().filter(this::readable).toList();
      if (readable.isEmpty()) {
        return batch.build();
      }
      // Round a pause records come as they do live: across partitions by arrival.
      boolean live = PAUSES.containsKey(name);
      Partition partition =
          live
              ? Collections.min(readable, Comparator.comparingLong(this::nextArrival))
              : readable.get(random.nextInt(readable.size()));
      Queue<Raw> queue = queue(partition);
      int most = live ? 1 : 1 + random.nextInt(MOST_IN_A_ROW);
      for (int i = 0; i < most && !queue.isEmpty() && readable(partition); i++) {
        batch.add(partition, queue.remove());
      }
      if (queue.isEmpty()) {
        open.remove(partition);
        batch.addFinishedSplit(partition.splitId());
        if (Objects.requireNonNull(LEFT.get(name)).decrementAndGet() == 0) {
          read(name).complete(null);
        }
      }
      return batch.build();
    }

    private long nextArrival(Partition partition) {
      Raw next = queue(partition).peek();
      return next == null ? Long.MAX_VALUE : next.arrival();
    }

    private boolean readable(Partition partition) {
      Pause pause = PAUSES.get(name);
      Raw next = queue(partition).peek();
      if (pause == null
          || next == null
          || pause.until.getCount() == 0
          || next.arrival() <= pause.arrival) {
        return true;
      }
      pause.waiting.add(partition.index);
      return false;
    }

    private Queue<Raw> queue(Partition partition) {
      return left.computeIfAbsent(partition.index, index -> new ArrayDeque<>(data().get(index)));
    }

    private List<List<Raw>> data() {
      return Objects.requireNonNull(DATA.get(name));
    }

    @Override
    public void handleSplitsChanges(SplitsChange<Partition> change) {
      open.addAll(change.splits());
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }

  @Override
  public SplitEnumerator<Partition, Collection<Partition>> createEnumerator(
      SplitEnumeratorContext<Partition> context) {
    return new Enumerator(context, Objects.requireNonNull(DATA.get(name)).size());
  }

  @Override
  public SplitEnumerator<Partition, Collection<Partition>> restoreEnumerator(
      SplitEnumeratorContext<Partition> context, Collection<Partition> checkpoint) {
    throw new IllegalStateException("the source in memory is read once and never restored");
  }

  /** Deals the partitions out once all readers are there. */
  private static final class Enumerator
      implements SplitEnumerator<Partition, Collection<Partition>> {
    private final SplitEnumeratorContext<Partition> context;
    private final int partitions;

    Enumerator(SplitEnumeratorContext<Partition> context, int partitions) {
      this.context = context;
      this.partitions = partitions;
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
      if (context.registeredReaders().size() < context.currentParallelism()) {
        return;
      }
      Map<Integer, List<Partition>> dealt = new ConcurrentHashMap<>();
      for (int i = 0; i < partitions; i++) {
        dealt
            .computeIfAbsent(i % context.currentParallelism(), reader -> new ArrayList<>())
            .add(new Partition(i));
      }
      context.assignSplits(new SplitsAssignment<>(dealt));
      context.registeredReaders().keySet().forEach(context::signalNoMoreSplits);
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<Partition> back, int subtask) {}

    @Override
    public Collection<Partition> snapshotState(long checkpointId) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  @Override
  public SimpleVersionedSerializer<Partition> getSplitSerializer() {
    return PARTITION_SERIALIZER;
  }

  @Override
  public SimpleVersionedSerializer<Collection<Partition>> getEnumeratorCheckpointSerializer() {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Collection<Partition> partitions) {
        return new byte[0];
      }

      @Override
      public Collection<Partition> deserialize(int version, byte[] bytes) {
        return List.of();
      }
    };
  }
}
