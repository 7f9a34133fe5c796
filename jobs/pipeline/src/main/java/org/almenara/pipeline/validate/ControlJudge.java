package org.almenara.pipeline.validate;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.almenara.engine.cases.Decided;
import org.almenara.pipeline.Control;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.Erasure;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Judges records of the control topics and dispositions by their contract, where they are read.
 *
 * <p>State keeps controls for ever, so nothing goes on that the contract does not name: the value
 * is written anew from what was read, and the key is the one that {@link
 * org.almenara.schemas.TopicKey} asks for, made from the value, whatever the writer's was.
 */
public final class ControlJudge {

  private ControlJudge() {}

  /**
   * Judges one record.
   *
   * @param topic where it was read; a control topic or that of dispositions
   * @param partition where it was read
   * @param offset where it was read
   * @param arrival its Kafka timestamp, epoch milliseconds
   * @param value its bytes; {@code null} is a tombstone, and refused
   */
  public static JudgedControl judge(
      Topic topic, int partition, long offset, long arrival, byte @Nullable [] value) {
    Decoded<? extends Record> decoded = reader(topic).read(value);
    Refusal why = decoded.refusal();
    if (why != null) {
      return new JudgedControl(
          null,
          RefusedRecord.one(
              topic.topicName(), partition, offset, Instant.ofEpochMilli(arrival), why),
          decoded.dropped());
    }
    Record read = requireNonNull(decoded.value());
    String text = new String(Json.canonical(read), StandardCharsets.UTF_8);
    return new JudgedControl(
        new Control(topic.topicName(), key(read), text, arrival), null, decoded.dropped());
  }

  private static RecordReader<?> reader(Topic topic) {
    RecordReader<?> reader = topic.contract().reader();
    if (reader == null) {
      throw new IllegalArgumentException(topic + " is written by the job itself");
    }
    return reader;
  }

  /** The key that the contract gives a record. */
  private static String key(Record read) {
    if (read instanceof RuleSetDocument ruleSet) {
      return ruleSet.hash();
    }
    if (read instanceof Activation activation) {
      return activation.type().code()
          + ":"
          + (activation.type() == Activation.Type.RULE_STOPPED
              ? activation.rule()
              : activation.effective());
    }
    if (read instanceof RegisterEntry entry) {
      return entry.id();
    }
    if (read instanceof Erasure erasure) {
      return erasure.entity().origin();
    }
    if (read instanceof Disposition disposition) {
      return Decided.focalKey(disposition.focal());
    }
    throw new IllegalArgumentException(read.getClass() + " controls nothing");
  }
}
