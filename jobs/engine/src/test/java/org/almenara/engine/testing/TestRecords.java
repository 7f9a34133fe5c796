package org.almenara.engine.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Tip;

/** Records for tests, read through the contract so that no impossible one can be made. */
public final class TestRecords {

  /** 2026-03-02T10:00:00Z, a multiple of every slide. */
  public static final long START = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

  private TestRecords() {}

  /**
   * A token of a kind of entity.
   *
   * @param prefix three letters
   * @param epoch of the tokeniser's key
   * @param number which entity
   */
  public static String token(String prefix, int epoch, int number) {
    return "%s%d_%022d".formatted(prefix, epoch, number);
  }

  /** A token and its origin as JSON. */
  public static String ref(String prefix, int epoch, int number) {
    return "{\"token\":\"%s\",\"origin\":\"%s\"}"
        .formatted(token(prefix, epoch, number), token(prefix, 0, number));
  }

  /**
   * A platform event.
   *
   * @param fields JSON members beside id, type, time and platform, or nothing
   */
  public static PlatformEvent event(String id, String type, long time, String... fields) {
    return read(
        RecordReader.PLATFORM_EVENTS_WITH_PAYERS,
        json(id, type, time, "\"platform\":\"p\"", fields));
  }

  /** A tip from a professional, resolved, unless the fields say otherwise. */
  public static Tip tip(String id, long time, String... fields) {
    return read(RecordReader.TIPS, json(id, "tip.received", time, "\"platform\":\"p\"", fields));
  }

  private static String json(String id, String type, long time, String more, String... fields) {
    String all = fields.length == 0 ? more : more + "," + String.join(",", fields);
    return "{\"id\":\"%s\",\"type\":\"%s\",\"time\":\"%s\",%s}"
        .formatted(id, type, Instant.ofEpochMilli(time), all);
  }

  private static <T extends Record> T read(RecordReader<T> reader, String json) {
    Decoded<T> decoded = reader.read(json.getBytes(StandardCharsets.UTF_8));
    return Objects.requireNonNull(decoded.value(), () -> json + ": " + decoded.refusal());
  }
}
