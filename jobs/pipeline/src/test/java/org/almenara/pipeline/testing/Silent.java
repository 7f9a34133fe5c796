package org.almenara.pipeline.testing;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A source that says all it has to say at once, then nothing, and ends with the records: if it
 * ended earlier, its maximal watermark would fire every timer as soon as the records pause.
 */
final class Silent<T> implements Source<T, Partitions.Partition, Integer> {

  private static final long serialVersionUID = 1L;

  /** What is said by name, since a source travels to its readers serialised. */
  private static final Map<String, List<?>> SAID = new ConcurrentHashMap<>();

  private final String endsWith;
  private final String id;

  private Silent(String endsWith, String id) {
    this.endsWith = endsWith;
    this.id = id;
  }

  /** A source that says this and ends when all partitions of the named one are read. */
  static <T> Silent<T> after(List<T> said, String endsWith, String id) {
    SAID.put(endsWith + "/" + id, said);
    return new Silent<>(endsWith, id);
  }

  @SuppressWarnings("unchecked") // put there by after
  private Queue<T> said(int subtask) {
    List<T> all = (List<T>) Objects.requireNonNull(SAID.get(endsWith + "/" + id));
    return subtask == 0 ? new ArrayDeque<>(all) : new ArrayDeque<>();
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, Partitions.Partition> createReader(SourceReaderContext context) {
    CompletableFuture<Void> end = Partitions.read(endsWith);
    Queue<T> left = said(context.getIndexOfSubtask());
    return new SourceReader<>() {
      @Override
      public void start() {}

      @Override
      public InputStatus pollNext(ReaderOutput<T> output) {
        T next = left.poll();
        if (next != null) {
          output.collect(next);
          return InputStatus.MORE_AVAILABLE;
        }
        return end.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }

      @Override
      public CompletableFuture<Void> isAvailable() {
        return left.isEmpty() ? end : CompletableFuture.completedFuture(null);
      }

      @Override
      public List<Partitions.Partition> snapshotState(long checkpointId) {
        return List.of();
      }

      @Override
      public void addSplits(List<Partitions.Partition> splits) {}

      @Override
      public void notifyNoMoreSplits() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public SplitEnumerator<Partitions.Partition, Integer> createEnumerator(
      SplitEnumeratorContext<Partitions.Partition> context) {
    return new SplitEnumerator<>() {
      @Override
      public void start() {}

      @Override
      public void addReader(int subtask) {
        context.signalNoMoreSplits(subtask);
      }

      @Override
      public void handleSplitRequest(int subtask, @Nullable String host) {}

      @Override
      public void addSplitsBack(List<Partitions.Partition> splits, int subtask) {}

      @Override
      public Integer snapshotState(long checkpointId) {
        return 0;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SplitEnumerator<Partitions.Partition, Integer> restoreEnumerator(
      SplitEnumeratorContext<Partitions.Partition> context, Integer checkpoint) {
    return createEnumerator(context);
  }

  @Override
  public SimpleVersionedSerializer<Partitions.Partition> getSplitSerializer() {
    return Partitions.PARTITION_SERIALIZER;
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Integer nothing) {
        return new byte[0];
      }

      @Override
      public Integer deserialize(int version, byte[] bytes) {
        return 0;
      }
    };
  }
}
