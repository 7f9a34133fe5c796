package org.almenara.pipeline;

import org.almenara.engine.cases.Publication;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Where the job writes: Kafka in production, memory in tests. Every sink sets its own uid. */
public interface Outputs {

  /** Cases and the audit chain, in one sink, so that neither is there without the other. */
  void cases(DataStream<Publication> publications);

  /** Refused and late records. */
  void refused(DataStream<Publication> publications);

  /** What became of rule sets in each worker. */
  void ruleSetStatus(DataStream<Publication> publications);
}
