package org.almenara.cli.delivery;

import java.io.IOException;
import java.util.Collection;
import org.almenara.engine.cases.Publication;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A sink that halts the JVM when it is told to commit: after the checkpoint is complete, before the
 * transaction is. All else is the sink that it wraps.
 */
final class HaltingSink<S, C>
    implements Sink<Publication>,
        SupportsWriterState<Publication, S>,
        SupportsCommitter<C>,
        SupportsPostCommitTopology<C> {

  /** What the JVM exits with when it halts here. */
  static final int HALTED = 42;

  private static final long serialVersionUID = 1L;

  private final Sink<Publication> sink;
  private final int haltAtCommit;

  /**
   * Wraps a sink with state, committer and post-commit topology.
   *
   * @param haltAtCommit which commit with something to commit halts, from 1; 0 for none
   */
  HaltingSink(Sink<Publication> sink, int haltAtCommit) {
    this.sink = sink;
    this.haltAtCommit = haltAtCommit;
  }

  @SuppressWarnings("unchecked")
  private SupportsWriterState<Publication, S> stateful() {
    return (SupportsWriterState<Publication, S>) sink;
  }

  @SuppressWarnings("unchecked")
  private SupportsCommitter<C> committing() {
    return (SupportsCommitter<C>) sink;
  }

  @Override
  public SinkWriter<Publication> createWriter(WriterInitContext context) throws IOException {
    return sink.createWriter(context);
  }

  @Override
  public StatefulSinkWriter<Publication, S> restoreWriter(
      WriterInitContext context, Collection<S> state) throws IOException {
    return stateful().restoreWriter(context, state);
  }

  @Override
  public SimpleVersionedSerializer<S> getWriterStateSerializer() {
    return stateful().getWriterStateSerializer();
  }

  @Override
  @SuppressWarnings("try") // close() of a committer may be interrupted
  public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
    Committer<C> committer = committing().createCommitter(context);
    return new Committer<>() {
      private int commits;

      @Override
      public void commit(Collection<CommitRequest<C>> requests)
          throws IOException, InterruptedException {
        if (!requests.isEmpty() && ++commits == haltAtCommit) {
          Runtime.getRuntime().halt(HALTED);
        }
        committer.commit(requests);
      }

      @Override
      public void close() throws Exception {
        committer.close();
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<C> getCommittableSerializer() {
    return committing().getCommittableSerializer();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void addPostCommitTopology(DataStream<CommittableMessage<C>> committables) {
    ((SupportsPostCommitTopology<C>) sink).addPostCommitTopology(committables);
  }
}
