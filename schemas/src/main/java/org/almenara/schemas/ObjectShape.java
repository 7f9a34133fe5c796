package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.almenara.schemas.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/** The shape of one Java record, nested or not, at one place of the contract. */
final class ObjectShape implements ValueReader {

  private final String path;
  private final String unknown;
  private final Map<String, Field> fields = new HashMap<>();
  private final Field[] byIndex;
  private final long required;
  private final MethodHandle constructor;

  /**
   * Reads off the Java record what its fields may hold.
   *
   * @param prefix of the tokens inside; absent where the components say it
   * @param path of the object; empty for the record itself
   * @param notTaken names of fields that are dropped like unknown ones, but under their own path
   */
  ObjectShape(Class<?> type, @Nullable String prefix, String path, Set<String> notTaken) {
    this.path = path;
    this.unknown = path.isEmpty() ? "?" : path + ".?";
    RecordComponent[] components = type.getRecordComponents();
    if (components.length > Long.SIZE) {
      throw new IllegalArgumentException(type + " has more than 64 components");
    }
    byIndex = new Field[components.length];
    long needed = 0;
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String name = snakeCase(component.getName());
      String at = path.isEmpty() ? name : path + "." + name;
      ValueReader reader = notTaken.contains(name) ? null : ValueReaders.of(component, prefix, at);
      byIndex[i] = new Field(1L << i, i, at, reader);
      fields.put(name, byIndex[i]);
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        needed |= 1L << i;
      }
    }
    required = needed;
    constructor = constructor(type, components);
  }

  private record Field(long bit, int index, String path, @Nullable ValueReader reader) {}

  @Override
  public Object read(JsonParser parser, Pass pass) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw ValueReaders.otherType(parser, path);
    }
    @Nullable Object[] values = new @Nullable Object[byIndex.length];
    long seen = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      Field field = fields.get(name);
      if (field == null || field.reader == null) {
        pass.drop(field == null ? unknown : field.path);
        parser.skipChildren();
        continue;
      }
      if ((seen & field.bit) != 0) {
        throw new Refused(Reason.DUPLICATE_FIELD, field.path);
      }
      seen |= field.bit;
      values[field.index] = field.reader.read(parser, pass);
    }
    if ((required & ~seen) != 0) {
      fillAbsentLists(values, required & ~seen);
    }
    pass.seen = seen; // the record itself ends last
    return construct(values);
  }

  /** Of what must be there, only a list may be left out: it is empty. */
  private void fillAbsentLists(@Nullable Object[] values, long missing) {
    for (Field field : byIndex) {
      if ((missing & field.bit) != 0) {
        if (!(field.reader instanceof ValueReaders.Codes)) {
          throw new Refused(Reason.FIELD_MISSING, field.path);
        }
        values[field.index] = List.of();
      }
    }
  }

  /** The bits of {@link Pass#seen} for fields of the record itself. */
  long bits(List<String> names) {
    long bits = 0;
    for (String name : names) {
      Field field = fields.get(name);
      if (field == null) {
        throw new IllegalArgumentException("no field " + name);
      }
      bits |= field.bit;
    }
    return bits;
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

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return MethodHandles.lookup()
          .findConstructor(type, MethodType.methodType(void.class, types))
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " has no canonical constructor", e);
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
}
