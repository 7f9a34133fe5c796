package org.almenara.engine.rules.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.almenara.engine.PlainRun;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.registers.Register;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Records of examples, read through the contract: an example cannot hold what a feed could not
 * send.
 */
final class ExampleRecords {

  private static final Pattern TOKEN = Pattern.compile("[a-z]{3}[0-9]{1,4}_[A-Za-z0-9_-]{22,64}");

  /** Times of the contracts lie in this century. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant AFTER_LAST = Instant.parse("2100-01-01T00:00:00Z");

  private ExampleRecords() {}

  /** Why a record of an example cannot be one. */
  static final class Impossible extends Exception {
    private static final long serialVersionUID = 1L;
    private final String mend;

    Impossible(String cause, String mend) {
      super(cause);
      this.mend = mend;
    }

    String cause() {
      return String.valueOf(getMessage());
    }

    String mend() {
      return mend;
    }
  }

  /**
   * Reads a record.
   *
   * @param offset its place in the example
   */
  static PlainRun.Arrived read(JsonNode written, int offset) throws Impossible {
    if (!(written instanceof ObjectNode)) {
      throw new Impossible("this is no record", "write {id: ..., type: ..., time: ...}");
    }
    ObjectNode json = written.deepCopy();
    JsonNode arrival = json.remove("arrival");
    completeTokens(json);
    boolean tip = json.path("type").asText().equals(Tip.TipType.TIP.code());
    byte[] bytes = Json.canonical(json);
    SourceRecord source =
        tip
            ? value(RecordReader.TIPS.read(bytes))
            : value(RecordReader.PLATFORM_EVENTS_WITH_PAYERS.read(bytes));
    long time = source.time().toEpochMilli();
    long arrived = arrival == null ? time : instant(arrival.asText()).toEpochMilli();
    EventTime.Verdict verdict = EventTime.judge(time, arrived);
    if (verdict == EventTime.Verdict.TOO_LATE || verdict == EventTime.Verdict.FUTURE) {
      throw new Impossible(
          "a record of this arrival would be refused",
          "let it arrive at most one hour after its time and five minutes before");
    }
    Entry entry =
        new Entry(
            time,
            source.id(),
            Long.parseUnsignedLong(Json.sha256(bytes).substring(0, 16), 16),
            verdict == EventTime.Verdict.LATE_EVIDENCE,
            tip ? Topic.TIPS : Topic.PLATFORM_EVENTS,
            0,
            offset,
            source.market());
    return new PlainRun.Arrived(source, entry, arrived);
  }

  /** Reads an entry of a register; its {@code timestamp} is its time unless it is given. */
  static Register.Said readRegister(JsonNode written) throws Impossible {
    if (!(written instanceof ObjectNode)) {
      throw new Impossible("this is no entry", "write {id: ..., type: studio.registered, ...}");
    }
    ObjectNode json = written.deepCopy();
    JsonNode timestamp = json.remove("timestamp");
    completeTokens(json);
    RegisterEntry entry = value(RecordReader.REGISTER_ENTRIES.read(Json.canonical(json)));
    return new Register.Said(
        entry, (timestamp == null ? entry.time() : instant(timestamp.asText())).toEpochMilli());
  }

  /** A token that stands alone is its own origin. */
  private static void completeTokens(ObjectNode record) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(record.properties());
    for (Map.Entry<String, JsonNode> field : fields) {
      if (field.getValue() instanceof ObjectNode nested) {
        if (nested.has("token") && !nested.has("origin")) {
          nested.set("origin", nested.get("token"));
        }
      } else if (!field.getKey().equals("id")
          && field.getValue() instanceof TextNode text
          && TOKEN.matcher(text.asText()).matches()) {
        ObjectNode reference = record.objectNode();
        reference.set("token", text);
        reference.set("origin", text);
        record.set(field.getKey(), reference);
      }
    }
  }

  private static <T> T value(Decoded<T> decoded) throws Impossible {
    Refusal refusal = decoded.refusal();
    if (refusal != null) {
      throw new Impossible(
          "the contract refuses this record: " + refusal.reason().code() + " " + refusal.path(),
          refusal.reason().mend());
    }
    if (!decoded.dropped().isEmpty()) {
      throw new Impossible(
          "the record has " + decoded.dropped().size() + " field that no contract names",
          "remove it or mend its name");
    }
    return Objects.requireNonNull(decoded.value());
  }

  static Instant instant(@Nullable String text) throws Impossible {
    try {
      Instant instant = Instant.parse(text == null ? "" : text);
      if (instant.isBefore(FIRST) || !instant.isBefore(AFTER_LAST)) {
        throw new DateTimeException("outside of what the contracts can say");
      }
      return instant;
    } catch (DateTimeException e) {
      throw new Impossible("'" + text + "' is no time", "write it as '2026-03-02T10:00:00Z'");
    }
  }
}
