package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of a contract in one pass over its bytes and checks it while reading: no tree, no
 * regular expression.
 *
 * <p>What a field may hold is read once from the Java record: the type of the component, its {@link
 * Shaped} and {@link Prefixed}, and whether it is {@code @Nullable}. Unknown fields are dropped and
 * counted; a known field of the wrong type or shape refuses the record. The refusal names place and
 * cause and never a value.
 *
 * <p>Safe for use by several threads.
 */
public final class RecordReader<T extends Record> {

  /** Largest record, bytes. The contracts' longest valid records stay under 4 KiB. */
  public static final int MAX_BYTES = 16 * 1024;

  /** Earliest and latest time that a record may name. */
  private static final Instant MIN_TIME = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant MAX_TIME = Instant.parse("2100-01-01T00:00:00Z");

  /** Longest list of codes; the longest list of codes in a contract has 17. */
  private static final int MAX_LIST = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(40)
                  .maxStringLength(MAX_BYTES)
                  .maxNameLength(256)
                  .build())
          .build();

  /** Reader of platform events. */
  public static final RecordReader<PlatformEvent> PLATFORM_EVENTS =
      new RecordReader<>(PlatformEvent.class, event -> event.type().required());

  /** Reader of tips. */
  public static final RecordReader<Tip> TIPS =
      new RecordReader<>(Tip.class, tip -> tip.type().required());

  private final ObjectShape shape;
  private final Class<T> type;
  private final Function<T, List<String>> required;

  private RecordReader(Class<T> type, Function<T, List<String>> required) {
    this.type = type;
    this.shape = new ObjectShape(type, null);
    this.required = required;
  }

  /**
   * Reads one record.
   *
   * @param bytes UTF-8 JSON; {@code null} (a tombstone) is refused as empty
   */
  public Decoded<T> read(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      return refused(Refusal.Reason.EMPTY, "");
    }
    if (bytes.length > MAX_BYTES) {
      return refused(Refusal.Reason.TOO_LARGE, "");
    }
    if (bytes[0] == (byte) 0xEF || bytes[0] == (byte) 0xFE || bytes[0] == (byte) 0xFF) {
      return refused(Refusal.Reason.NOT_JSON, "");
    }
    Pass pass = new Pass();
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return refused(Refusal.Reason.EMPTY, "");
      }
      if (first != JsonToken.START_OBJECT) {
        return refused(Refusal.Reason.NOT_AN_OBJECT, "");
      }
      T value = type.cast(shape.read(parser, pass, ""));
      if (parser.nextToken() != null) {
        return refused(Refusal.Reason.TRAILING_CONTENT, "");
      }
      for (String name : required.apply(value)) {
        if (!pass.has(shape, name)) {
          return refused(Refusal.Reason.FIELD_MISSING, name);
        }
      }
      return new Decoded<>(value, null, pass.dropped);
    } catch (Refused e) {
      return new Decoded<>(null, e.refusal, pass.dropped);
    } catch (IOException e) {
      return refused(Refusal.Reason.NOT_JSON, "");
    }
  }

  private Decoded<T> refused(Refusal.Reason reason, String path) {
    return new Decoded<>(null, new Refusal(reason, path), 0);
  }

  /** What one pass over a record remembers. */
  private static final class Pass {
    private int dropped;
    private long topLevelSeen;

    boolean has(ObjectShape shape, String name) {
      Field field = shape.fields.get(name);
      return field != null && (topLevelSeen & (1L << field.index)) != 0;
    }
  }

  /** How a value of one component is read. */
  private interface ValueReader {
    Object read(JsonParser parser, Pass pass, String path) throws IOException;
  }

  private record Field(int index, String name, boolean nullable, ValueReader reader) {}

  /** The shape of one Java record, nested or not. */
  private static final class ObjectShape implements ValueReader {
    private final Map<String, Field> fields = new HashMap<>();
    private final Field[] byIndex;
    private final MethodHandle constructor;
    private final boolean topLevel;

    ObjectShape(Class<?> type, @Nullable String prefix) {
      this.topLevel = SourceRecord.class.isAssignableFrom(type);
      RecordComponent[] components = type.getRecordComponents();
      if (components.length > Long.SIZE) {
        throw new IllegalArgumentException(type + " has more than 64 components");
      }
      byIndex = new Field[components.length];
      for (int i = 0; i < components.length; i++) {
        RecordComponent component = components[i];
        Field field =
            new Field(
                i,
                snakeCase(component.getName()),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                valueReader(component, prefix));
        byIndex[i] = field;
        fields.put(field.name, field);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        constructor =
            MethodHandles.lookup()
                .findConstructor(type, MethodType.methodType(void.class, types))
                .asSpreader(Object[].class, types.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(type + " has no canonical constructor", e);
      }
    }

    @Override
    public Object read(JsonParser parser, Pass pass, String path) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new Refused(Refusal.Reason.WRONG_TYPE, path);
      }
      @Nullable Object[] values = new @Nullable Object[byIndex.length];
      long seen = 0;
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        Field field = fields.get(name);
        if (field == null) {
          parser.skipChildren();
          pass.dropped++;
          continue;
        }
        String at = path.isEmpty() ? field.name : path + "." + field.name;
        if ((seen & (1L << field.index)) != 0) {
          throw new Refused(Refusal.Reason.DUPLICATE_FIELD, at);
        }
        seen |= 1L << field.index;
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
          throw new Refused(Refusal.Reason.WRONG_TYPE, at);
        }
        values[field.index] = field.reader.read(parser, pass, at);
      }
      for (Field field : byIndex) {
        if ((seen & (1L << field.index)) == 0 && !field.nullable) {
          if (field.reader instanceof ListReader) {
            values[field.index] = List.of();
          } else {
            throw new Refused(
                Refusal.Reason.FIELD_MISSING,
                path.isEmpty() ? field.name : path + "." + field.name);
          }
        }
      }
      if (topLevel) {
        pass.topLevelSeen = seen;
      }
      return construct(values);
    }

    private Object construct(@Nullable Object[] values) {
      try {
        return constructor.invokeExact(values);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("a record's constructor throws no checked exception", e);
      }
    }
  }

  private static ValueReader valueReader(RecordComponent component, @Nullable String prefix) {
    Class<?> type = component.getType();
    if (type == List.class) {
      Class<?> element =
          (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      return new ListReader(enumReader(element));
    }
    Shaped shaped = component.getAnnotation(Shaped.class);
    Prefixed prefixed = component.getAnnotation(Prefixed.class);
    return valueReader(
        type, shaped == null ? null : shaped.value(), prefixed == null ? prefix : prefixed.value());
  }

  private static ValueReader valueReader(
      Class<?> type, @Nullable Shape shape, @Nullable String prefix) {
    if (type == String.class && shape != null) {
      return stringReader(shape, prefix);
    }
    if (type == Instant.class) {
      return RecordReader::readInstant;
    }
    if (type == Boolean.class) {
      return RecordReader::readBoolean;
    }
    if (type == Integer.class || type == int.class) {
      return (parser, pass, path) -> (int) readLong(parser, path, 0, 1_000_000);
    }
    if (type == long.class) {
      return (parser, pass, path) ->
          readLong(parser, path, -1_000_000_000_000_000L, 1_000_000_000_000_000L);
    }
    if (Coded.class.isAssignableFrom(type)) {
      return enumReader(type);
    }
    if (type.isRecord()) {
      return new ObjectShape(type, prefix);
    }
    throw new IllegalArgumentException("no reader for a component of type " + type);
  }

  private static ValueReader stringReader(Shape shape, @Nullable String prefix) {
    return (parser, pass, path) -> {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw new Refused(Refusal.Reason.WRONG_TYPE, path);
      }
      String text = parser.getText();
      if (!shape.matches(text) || (prefix != null && !text.startsWith(prefix))) {
        throw new Refused(Refusal.Reason.WRONG_SHAPE, path);
      }
      return text;
    };
  }

  private static ValueReader enumReader(Class<?> type) {
    Map<String, Object> byCode = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byCode.put(((Coded) constant).code(), constant);
    }
    boolean recordType = type == EventType.class || type == Tip.TipType.class;
    return (parser, pass, path) -> {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw new Refused(Refusal.Reason.WRONG_TYPE, path);
      }
      Object constant = byCode.get(parser.getText());
      if (constant == null) {
        throw new Refused(
            recordType ? Refusal.Reason.TYPE_UNKNOWN : Refusal.Reason.UNKNOWN_CODE, path);
      }
      return constant;
    };
  }

  private static Object readInstant(JsonParser parser, Pass pass, String path) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new Refused(Refusal.Reason.WRONG_TYPE, path);
    }
    String text = parser.getText();
    if (text.length() < 20 || text.length() > 24 || text.charAt(text.length() - 1) != 'Z') {
      throw new Refused(Refusal.Reason.WRONG_SHAPE, path);
    }
    Instant instant;
    try {
      instant = Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Refused(Refusal.Reason.WRONG_SHAPE, path);
    }
    if (instant.isBefore(MIN_TIME) || !instant.isBefore(MAX_TIME)) {
      throw new Refused(Refusal.Reason.OUT_OF_RANGE, path);
    }
    return instant;
  }

  private static Object readBoolean(JsonParser parser, Pass pass, String path) {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw new Refused(Refusal.Reason.WRONG_TYPE, path);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static long readLong(JsonParser parser, String path, long min, long max)
      throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new Refused(Refusal.Reason.WRONG_TYPE, path);
    }
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new Refused(Refusal.Reason.OUT_OF_RANGE, path);
    }
    long value = parser.getLongValue();
    if (value < min || value > max) {
      throw new Refused(Refusal.Reason.OUT_OF_RANGE, path);
    }
    return value;
  }

  /** A list of codes; absent means empty. */
  private record ListReader(ValueReader element) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Pass pass, String path) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw new Refused(Refusal.Reason.WRONG_TYPE, path);
      }
      List<Object> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (values.size() == MAX_LIST) {
          throw new Refused(Refusal.Reason.OUT_OF_RANGE, path);
        }
        values.add(element.read(parser, pass, path));
      }
      return List.copyOf(values);
    }
  }

  private static String snakeCase(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        out.append('_');
      }
      out.append(c);
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }

  /** Leaves the pass; without a stack trace, since refusals may come in floods. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    Refused(Refusal.Reason reason, String path) {
      super(reason.code(), null, false, false);
      this.refusal = new Refusal(reason, path);
    }
  }
}
