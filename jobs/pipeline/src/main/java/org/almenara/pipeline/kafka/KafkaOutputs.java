package org.almenara.pipeline.kafka;

import java.nio.charset.StandardCharsets;
import org.almenara.engine.cases.Publication;
import org.almenara.pipeline.Outputs;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes exactly once: readers with {@code isolation.level=read_committed} see each revision once,
 * when the checkpoint that covers it is complete.
 *
 * <p>The operator's duty: the transaction timeout stays above checkpoint interval plus the longest
 * restart, and below the broker's {@code transaction.max.timeout.ms}; the transactional id prefix
 * is never shared by two jobs.
 */
public final class KafkaOutputs implements Outputs {

  private final KafkaSettings settings;

  public KafkaOutputs(KafkaSettings settings) {
    this.settings = settings;
  }

  @Override
  public void cases(DataStream<Publication> publications) {
    write(publications, "write-cases");
  }

  @Override
  public void refused(DataStream<Publication> publications) {
    write(publications, "write-refused");
  }

  @Override
  public void ruleSetStatus(DataStream<Publication> publications) {
    write(publications, "write-rule-set-status");
  }

  /** What the feed monitor says. */
  public void registers(DataStream<Publication> publications) {
    write(publications, "write-registers");
  }

  private void write(DataStream<Publication> publications, String id) {
    publications.sinkTo(sink(id)).uid(id).name(id);
  }

  /** The sink behind a step; tests wrap it. */
  public KafkaSink<Publication> sink(String id) {
    return KafkaSink.<Publication>builder()
        .setKafkaProducerConfig(settings.clientProperties())
        .setBootstrapServers(settings.bootstrapServers())
        .setProperty("transaction.timeout.ms", Long.toString(settings.transactionTimeoutMillis()))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(settings.transactionalIdPrefix() + "-" + id)
        .setRecordSerializer(new ByTopic())
        .build();
  }

  /** Each publication names its topic; its key decides the partition. */
  private static final class ByTopic implements KafkaRecordSerializationSchema<Publication> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Publication publication, KafkaSinkContext context, Long timestamp) {
      String value = publication.value();
      return new ProducerRecord<>(
          publication.topic(),
          null,
          publication.timestamp(),
          publication.key().getBytes(StandardCharsets.UTF_8),
          value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
