package org.almenara.pipeline.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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
 * A source that says nothing and ends with the records: if it ended earlier, its maximal watermark
 * would fire every timer as soon as the records pause.
 */
final class Silent<T> implements Source<T, Partitions.Partition, Integer> {

  private static final long serialVersionUID = 1L;

  private final String endsWith;

  /** A silent source that ends when all partitions of the named one are read. */
  Silent(String endsWith) {
    this.endsWith = endsWith;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, Partitions.Partition> createReader(SourceReaderContext context) {
    CompletableFuture<Void> end = Partitions.read(endsWith);
    return new SourceReader<>() {
      @Override
      public void start() {}

      @Override
      public InputStatus pollNext(ReaderOutput<T> output) {
        return end.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
      }

      @Override
      public CompletableFuture<Void> isAvailable() {
        return end;
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
