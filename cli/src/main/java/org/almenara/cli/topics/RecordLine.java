package org.almenara.cli.topics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.almenara.cli.Screen;
import org.almenara.cli.cases.CaseLine;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One record as one line for a person. */
final class RecordLine {

  private final Topic topic;
  private final Screen screen;

  RecordLine(Topic topic, Screen screen) {
    this.topic = topic;
    this.screen = screen;
  }

  String of(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return place(record) + "  (tombstone)  " + text(record.key());
    }
    try {
      if (topic.holdsCases()) {
        return CaseLine.of(Json.read(value, FlaggedCase.class).content());
      }
      if (topic == Topic.EVENTS_REJECTED || topic == Topic.EVENTS_LATE) {
        return place(record) + "  " + refused(Json.read(value, RefusedRecord.class));
      }
    } catch (IOException e) {
      return place(record) + "  (not of the contract)  " + text(value);
    }
    return place(record) + "  " + text(value);
  }

  private String refused(RefusedRecord refused) {
    String field = refused.path().isEmpty() ? "" : " at " + refused.path();
    boolean one = refused.count() == 1;
    String more = one ? "" : "..%d (%d records)".formatted(refused.lastOffset(), refused.count());
    return "%s-%d@%d%s arrived %s: %s%s; %s"
        .formatted(
            refused.topic(),
            refused.partition(),
            refused.offset(),
            more,
            refused.arrival(),
            refused.reason().code(),
            field,
            refused.mend());
  }

  private String place(ConsumerRecord<byte[], byte[]> record) {
    return screen.faint(
        "%s %d@%d"
            .formatted(
                Instant.ofEpochMilli(record.timestamp()), record.partition(), record.offset()));
  }

  static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
