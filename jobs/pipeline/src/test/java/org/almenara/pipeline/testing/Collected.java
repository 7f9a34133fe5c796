package org.almenara.pipeline.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.almenara.engine.cases.Publication;
import org.almenara.pipeline.Outputs;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Outputs in memory, for jobs that run once to their end. */
public final class Collected implements Outputs {

  private static final Map<String, Queue<Publication>> WRITTEN = new ConcurrentHashMap<>();

  private final String name;

  /** Outputs under a name, different for each job that runs at the same time. */
  public Collected(String name) {
    this.name = name;
    WRITTEN.put(name + "-cases", new ConcurrentLinkedQueue<>());
    WRITTEN.put(name + "-refused", new ConcurrentLinkedQueue<>());
    WRITTEN.put(name + "-status", new ConcurrentLinkedQueue<>());
  }

  @Override
  public void cases(DataStream<Publication> publications) {
    write(publications, "write-cases", name + "-cases");
  }

  @Override
  public void refused(DataStream<Publication> publications) {
    write(publications, "write-refused", name + "-refused");
  }

  @Override
  public void ruleSetStatus(DataStream<Publication> publications) {
    write(publications, "write-rule-set-status", name + "-status");
  }

  private static void write(DataStream<Publication> publications, String id, String queue) {
    publications.sinkTo(new QueueSink(queue)).uid(id).name(id);
  }

  /** Cases and audit entries written so far. */
  public List<Publication> cases() {
    return List.copyOf(WRITTEN.getOrDefault(name + "-cases", new ConcurrentLinkedQueue<>()));
  }

  /** Refused and late records written so far. */
  public List<Publication> refused() {
    return List.copyOf(WRITTEN.getOrDefault(name + "-refused", new ConcurrentLinkedQueue<>()));
  }

  /** What was said so far of rule sets. */
  public List<Publication> status() {
    return List.copyOf(WRITTEN.getOrDefault(name + "-status", new ConcurrentLinkedQueue<>()));
  }

  private record QueueSink(String queue) implements Sink<Publication> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<Publication> createWriter(WriterInitContext context) {
      Queue<Publication> written =
          WRITTEN.computeIfAbsent(queue, name -> new ConcurrentLinkedQueue<>());
      return new SinkWriter<>() {
        @Override
        public void write(Publication publication, Context context) {
          written.add(publication);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
