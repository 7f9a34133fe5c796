package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of a contract in one pass over its bytes and checks it while reading: no tree, no
 * regular expression.
 *
 * <p>What a field may hold is read once from the Java record: the type of the component, its {@link
 * Shaped}, {@link Prefixed} and {@link Bounded}, and whether it is {@code @Nullable}. Unknown
 * fields are dropped and counted; a known field of the wrong type or shape refuses the record. The
 * refusal names place and cause and never a value.
 *
 * <p>It takes what the JSON Schema takes, but for what a schema cannot say: the bytes (UTF-8, size,
 * depth, each name once), whole numbers written without fraction or exponent, and a period that
 * does not end before it starts.
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

  /** Deepest nesting, in fields that the contract does not name; it needs 2 itself. */
  static final int MAX_DEPTH = 16;

  /** Longest name of a field, bytes; the contract's longest has 18. */
  static final int MAX_NAME = 256;

  /**
   * UTF-8 only. What becomes of a record depends on no earlier one: hostile names may fill the
   * parser's table of names, and that slows it but never makes it refuse.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  /** Reader of platform events. */
  public static final RecordReader<PlatformEvent> PLATFORM_EVENTS =
      new RecordReader<>(PlatformEvent.class, RecordReader::required, PlatformEvent::occurred);

  /** Reader of tips. */
  public static final RecordReader<Tip> TIPS =
      new RecordReader<>(Tip.class, tip -> tip.type().required(), Tip::occurred);

  /** Reader of register entries. */
  public static final RecordReader<RegisterEntry> REGISTER_ENTRIES =
      new RecordReader<>(RegisterEntry.class, entry -> entry.type().required(), entry -> null);

  /** Reader of activations and stops. */
  public static final RecordReader<Activation> ACTIVATIONS =
      new RecordReader<>(Activation.class, one -> one.type().required(), one -> null);

  /** Reader of dispositions. */
  public static final RecordReader<Disposition> DISPOSITIONS =
      new RecordReader<>(Disposition.class, one -> one.decision().required(), one -> null);

  /** Reader of outcomes. */
  public static final RecordReader<CaseOutcome> OUTCOMES =
      new RecordReader<>(CaseOutcome.class, outcome -> List.of(), outcome -> null);

  /** Reader of erasures. */
  public static final RecordReader<Erasure> ERASURES =
      new RecordReader<>(Erasure.class, erasure -> List.of(), erasure -> null);

  private final Class<T> type;
  private final ObjectShape shape;
  private final Function<T, List<String>> required;
  private final Function<T, @Nullable Period> occurred;

  private RecordReader(
      Class<T> type, Function<T, List<String>> required, Function<T, @Nullable Period> occurred) {
    this.type = type;
    this.shape = new ObjectShape(type, null, "");
    this.required = required;
    this.occurred = occurred;
  }

  /** What the type needs; and payer data, which is off by default, needs its legal basis. */
  private static List<String> required(PlatformEvent event) {
    List<String> byType = event.type().required();
    return event.payer() == null
        ? byType
        : Stream.concat(byType.stream(), Stream.of("legal_basis")).toList();
  }

  /**
   * Reads one record.
   *
   * @param bytes UTF-8 JSON; {@code null} (a tombstone) is refused as empty
   * @return the record or why not; nothing that stands in the bytes makes this method throw
   */
  public Decoded<T> read(byte @Nullable [] bytes) {
    Pass pass = new Pass();
    try {
      return new Decoded<>(readRecord(bytes, pass), null, pass.dropped);
    } catch (Refused e) {
      return new Decoded<>(null, e.refusal, pass.dropped);
    } catch (StreamConstraintsException e) {
      return new Decoded<>(null, new Refusal(Refusal.Reason.TOO_LARGE, ""), pass.dropped);
    } catch (IOException e) {
      return new Decoded<>(null, new Refusal(Refusal.Reason.NOT_JSON, ""), pass.dropped);
    }
  }

  private T readRecord(byte @Nullable [] bytes, Pass pass) throws IOException {
    if (bytes == null) {
      throw new Refused(Refusal.Reason.EMPTY, "");
    }
    if (bytes.length > MAX_BYTES) {
      throw new Refused(Refusal.Reason.TOO_LARGE, "");
    }
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Refused(Refusal.Reason.EMPTY, "");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new Refused(Refusal.Reason.NOT_AN_OBJECT, "");
      }
      T value = type.cast(shape.read(parser, pass));
      if (parser.nextToken() != null) {
        throw new Refused(Refusal.Reason.TRAILING_CONTENT, "");
      }
      checkAcrossFields(value, pass);
      return value;
    }
  }

  private void checkAcrossFields(T value, Pass pass) {
    for (String name : required.apply(value)) {
      if (!pass.has(shape, name)) {
        throw new Refused(Refusal.Reason.FIELD_MISSING, name);
      }
    }
    Period period = occurred.apply(value);
    if (period != null && period.until() != null && period.until().isBefore(period.from())) {
      throw new Refused(Refusal.Reason.OUT_OF_RANGE, "occurred.until");
    }
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

  /** How the value of one component, at one place of the contract, is read. */
  private interface ValueReader {
    Object read(JsonParser parser, Pass pass) throws IOException;
  }

  private record Field(int index, String name, String path, boolean nullable, ValueReader reader) {}

  /** The shape of one Java record, nested or not, at one place of the contract. */
  private static final class ObjectShape implements ValueReader {
    private final String path;
    private final Map<String, Field> fields = new HashMap<>();
    private final Field[] byIndex;
    private final MethodHandle constructor;

    ObjectShape(Class<?> type, @Nullable String prefix, String path) {
      this.path = path;
      RecordComponent[] components = type.getRecordComponents();
      if (components.length > Long.SIZE) {
        throw new IllegalArgumentException(type + " has more than 64 components");
      }
      byIndex = new Field[components.length];
      for (int i = 0; i < components.length; i++) {
        RecordComponent component = components[i];
        String name = snakeCase(component.getName());
        String at = path.isEmpty() ? name : path + "." + name;
        byIndex[i] =
            new Field(
                i,
                name,
                at,
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                valueReader(component, prefix, at));
        fields.put(name, byIndex[i]);
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
    public Object read(JsonParser parser, Pass pass) throws IOException {
      expect(parser, JsonToken.START_OBJECT, path);
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
        if ((seen & (1L << field.index)) != 0) {
          throw new Refused(Refusal.Reason.DUPLICATE_FIELD, field.path);
        }
        seen |= 1L << field.index;
        values[field.index] = field.reader.read(parser, pass);
      }
      for (Field field : byIndex) {
        if ((seen & (1L << field.index)) == 0 && !field.nullable) {
          if (!(field.reader instanceof ListReader)) {
            throw new Refused(Refusal.Reason.FIELD_MISSING, field.path);
          }
          values[field.index] = List.of();
        }
      }
      if (path.isEmpty()) {
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

  private static ValueReader valueReader(
      RecordComponent component, @Nullable String outerPrefix, String path) {
    Class<?> type = component.getType();
    Prefixed prefixed = component.getAnnotation(Prefixed.class);
    String prefix = prefixed == null ? outerPrefix : prefixed.value();
    Shaped shaped = component.getAnnotation(Shaped.class);
    Bounded bounded = component.getAnnotation(Bounded.class);
    if (type == String.class && shaped != null) {
      return stringReader(shaped.value(), prefix == null ? "" : prefix, path);
    }
    if (type == Instant.class) {
      return (parser, pass) -> readInstant(parser, path);
    }
    if (type == Boolean.class) {
      return (parser, pass) -> readBoolean(parser, path);
    }
    if (type == boolean.class && component.isAnnotationPresent(AlwaysTrue.class)) {
      return (parser, pass) -> readTrue(parser, path);
    }
    if ((type == Integer.class || type == int.class) && bounded != null) {
      long min = bounded.min();
      long max = bounded.max();
      return (parser, pass) -> Math.toIntExact(readWhole(parser, min, max, path));
    }
    if (type == long.class && bounded != null) {
      long min = bounded.min();
      long max = bounded.max();
      return (parser, pass) -> readWhole(parser, min, max, path);
    }
    if (Coded.class.isAssignableFrom(type)) {
      return enumReader(type, path);
    }
    if (type == List.class) {
      ParameterizedType list = (ParameterizedType) component.getGenericType();
      return new ListReader(enumReader((Class<?>) list.getActualTypeArguments()[0], path), path);
    }
    if (type.isRecord()) {
      return new ObjectShape(type, prefix, path);
    }
    throw new IllegalArgumentException("nothing says what " + component + " may hold");
  }

  private static void expect(JsonParser parser, JsonToken token, String path) {
    if (parser.currentToken() != token) {
      throw new Refused(Refusal.Reason.WRONG_TYPE, path);
    }
  }

  private static ValueReader stringReader(Shape shape, String prefix, String path) {
    return (parser, pass) -> {
      expect(parser, JsonToken.VALUE_STRING, path);
      String text = parser.getText();
      if (!shape.matches(text) || !text.startsWith(prefix)) {
        throw new Refused(Refusal.Reason.WRONG_SHAPE, path);
      }
      return text;
    };
  }

  private static ValueReader enumReader(Class<?> type, String path) {
    Map<String, Object> byCode = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byCode.put(((Coded) constant).code(), constant);
    }
    boolean recordType = RecordType.class.isAssignableFrom(type);
    Refusal.Reason reason = recordType ? Refusal.Reason.TYPE_UNKNOWN : Refusal.Reason.UNKNOWN_CODE;
    return (parser, pass) -> {
      expect(parser, JsonToken.VALUE_STRING, path);
      Object constant = byCode.get(parser.getText());
      if (constant == null) {
        throw new Refused(reason, path);
      }
      return constant;
    };
  }

  private static Instant readInstant(JsonParser parser, String path) throws IOException {
    expect(parser, JsonToken.VALUE_STRING, path);
    Instant instant = UtcText.parse(parser.getText());
    if (instant == null) {
      throw new Refused(Refusal.Reason.WRONG_SHAPE, path);
    }
    if (instant.isBefore(MIN_TIME) || !instant.isBefore(MAX_TIME)) {
      throw new Refused(Refusal.Reason.OUT_OF_RANGE, path);
    }
    return instant;
  }

  private static boolean readBoolean(JsonParser parser, String path) {
    if (parser.currentToken() == JsonToken.VALUE_TRUE) {
      return true;
    }
    expect(parser, JsonToken.VALUE_FALSE, path);
    return false;
  }

  private static boolean readTrue(JsonParser parser, String path) {
    if (!readBoolean(parser, path)) {
      throw new Refused(Refusal.Reason.OUT_OF_RANGE, path);
    }
    return true;
  }

  /** A whole number; 12.0 is refused, since who writes that has counted money in fractions. */
  private static long readWhole(JsonParser parser, long min, long max, String path)
      throws IOException {
    expect(parser, JsonToken.VALUE_NUMBER_INT, path);
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
  private record ListReader(ValueReader element, String path) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      expect(parser, JsonToken.START_ARRAY, path);
      List<Object> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (values.size() == MAX_LIST) {
          throw new Refused(Refusal.Reason.OUT_OF_RANGE, path);
        }
        values.add(element.read(parser, pass));
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
