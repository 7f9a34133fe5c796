package org.almenara.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Trees of records that the contract takes, drawn from what the Java records say of their
 * components: as {@link Samples}, without shrinking and many times as fast.
 */
final class RandomRecords {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final long FIRST_MILLI = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_MILLI = Instant.parse("2099-12-31T23:59:59.999Z").toEpochMilli();
  private static final String BASE64_URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
  private static final String CODE = SMALL + "0123456789_-.";
  private static final String HEX = "0123456789abcdef";
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final List<String> COUNTRIES = List.of("AD", "CO", "PH", "RO", "ZW");

  /** What a Java record says of its components; reflection takes longer than drawing. */
  private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private record Field(
      String name,
      Class<?> type,
      Class<?> element,
      boolean optional,
      @Nullable String prefix,
      @Nullable Shape shape,
      @Nullable Bounded bounded) {

    static List<Field> of(Class<?> type) {
      return Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
    }

    private static Field of(RecordComponent component) {
      Prefixed prefixed = component.getAnnotation(Prefixed.class);
      Shaped shaped = component.getAnnotation(Shaped.class);
      Class<?> element =
          component.getGenericType() instanceof ParameterizedType list
              ? (Class<?>) list.getActualTypeArguments()[0]
              : component.getType();
      return new Field(
          PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()),
          component.getType(),
          element,
          component.getAnnotatedType().isAnnotationPresent(Nullable.class),
          prefixed == null ? null : prefixed.value(),
          shaped == null ? null : shaped.value(),
          component.getAnnotation(Bounded.class));
    }
  }

  private final Random random;

  RandomRecords(Random random) {
    this.random = random;
  }

  /** A platform event of any type, with or without a payer. */
  ObjectNode platformEvent() {
    EventType type = oneOf(EventType.values());
    ObjectNode event = record(PlatformEvent.class, "", type);
    if (event.has("payer") && !event.has("legal_basis")) {
      event.put("legal_basis", text(Shape.CODE, ""));
    }
    return event;
  }

  /** A tip, or a heartbeat of its line. */
  ObjectNode tip() {
    ObjectNode tip = record(Tip.class, "", oneOf(Tip.TipType.values()));
    if (tip.path("reporter_kind").asText().equals(Tip.ReporterKind.ANONYMOUS.code())) {
      tip.remove("reporter");
    }
    if (!tip.has("performer") && !tip.has("studio") && !tip.has("payout")) {
      tip.put("resolution", Tip.Resolution.UNRESOLVED.code());
    }
    return tip;
  }

  /**
   * A record; optional fields come and go.
   *
   * @param recordType what the field {@code type} says, and so which fields are there; absent for a
   *     nested record
   */
  private ObjectNode record(Class<?> type, String prefix, @Nullable RecordType recordType) {
    ObjectNode record = NODES.objectNode();
    for (Field field : FIELDS.computeIfAbsent(type, Field::of)) {
      boolean needed = recordType != null && recordType.required().contains(field.name);
      if (recordType != null && field.name.equals("type")) {
        record.put(field.name, recordType.code());
      } else if (!field.optional || needed || random.nextInt(10) < 4) {
        record.set(field.name, value(field, field.prefix == null ? prefix : field.prefix));
      }
    }
    if (type == Period.class && record.has("until")) {
      long from = Instant.parse(record.get("from").asText()).toEpochMilli();
      long until = Math.min(LAST_MILLI, from + random.nextInt(1_000_000_000));
      record.put("until", Instant.ofEpochMilli(until).toString());
    }
    return record;
  }

  private JsonNode value(Field field, String prefix) {
    if (field.shape != null) {
      return NODES.textNode(text(field.shape, prefix));
    }
    Bounded bounded = field.bounded;
    if (bounded != null) {
      return NODES.numberNode(
          bounded.min() + Math.floorMod(random.nextLong(), bounded.max() - bounded.min() + 1));
    }
    if (field.type == List.class) {
      ArrayNode codes = NODES.arrayNode();
      for (int size = random.nextInt(4); size > 0; size--) {
        codes.add(value(field.element, prefix));
      }
      return codes;
    }
    return value(field.type, prefix);
  }

  private JsonNode value(Class<?> type, String prefix) {
    if (type.isRecord()) {
      return record(type, prefix, null);
    }
    if (type.isEnum()) {
      return NODES.textNode(((Coded) oneOf(type.getEnumConstants())).code());
    }
    if (type == Instant.class) {
      long milli = FIRST_MILLI + Math.floorMod(random.nextLong(), LAST_MILLI - FIRST_MILLI + 1);
      return NODES.textNode(Instant.ofEpochMilli(milli).toString());
    }
    if (type == Boolean.class) {
      return NODES.booleanNode(random.nextBoolean());
    }
    throw new IllegalArgumentException("no value of " + type);
  }

  private String text(Shape shape, String prefix) {
    return switch (shape) {
      case RECORD_ID -> recordId();
      case TOKEN -> prefix + random.nextInt(10_000) + "_" + characters(BASE64_URL, 22, 64);
      case CODE -> characters(SMALL, 1, 1) + characters(CODE, 0, 39);
      case COUNTRY -> COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      case CITY -> text(Shape.COUNTRY, "") + characters(CAPITALS, 3, 3);
      case SUBDIVISION -> text(Shape.COUNTRY, "") + "-" + characters(CAPITALS, 1, 3);
      case CURRENCY -> characters(CAPITALS, 3, 3);
      case SHA256 -> characters(HEX, 64, 64);
    };
  }

  /** Seldom without a letter, but then it is none. */
  private String recordId() {
    String text = characters(BASE64_URL, 7, 63);
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + characters(CAPITALS, 1, 1) + text.substring(at);
  }

  private String characters(String of, int least, int most) {
    int length = least + random.nextInt(most - least + 1);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
