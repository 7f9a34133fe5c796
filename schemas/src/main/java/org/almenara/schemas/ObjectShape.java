package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
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
  private final long taken;

  /**
   * By the index of a field, plus one, the index of the one that came after it last; at 0, of the
   * one that came first. Writers keep an order, so a name is mostly compared as bytes and not
   * looked up. A guess, for speed alone: threads may overwrite each other's.
   */
  private final byte[] following;

  private final Maker maker;

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
    following = new byte[components.length + 1];
    long needed = 0;
    long read = 0;
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String name = snakeCase(component.getName());
      String at = path.isEmpty() ? name : path + "." + name;
      ValueReader reader = notTaken.contains(name) ? null : ValueReaders.of(component, prefix, at);
      byIndex[i] = new Field(new SerializedString(name), 1L << i, i, at, reader);
      fields.put(name, byIndex[i]);
      if (reader != null) {
        read |= 1L << i;
      }
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        needed |= 1L << i;
      }
    }
    required = needed;
    taken = read;
    maker = Maker.of(type);
  }

  private record Field(
      SerializableString name, long bit, int index, String path, @Nullable ValueReader reader) {}

  @Override
  public Object read(JsonParser parser, Pass pass) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw ValueReaders.otherType(parser, path);
    }
    @Nullable Object[] values = new @Nullable Object[byIndex.length];
    long named = 0;
    int previous = 0;
    while (true) {
      Field field = byIndex[following[previous]];
      if (!parser.nextFieldName(field.name)) {
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
          break;
        }
        field = fields.get(parser.currentName());
        if (field != null) {
          following[previous] = (byte) field.index;
        }
      }
      parser.nextToken();
      if (field == null) {
        pass.drop(unknown);
        parser.skipChildren();
        continue;
      }
      if ((named & field.bit) != 0) {
        throw new Refused(Reason.DUPLICATE_FIELD, field.path);
      }
      named |= field.bit;
      if (field.reader == null) {
        pass.drop(field.path);
        parser.skipChildren();
        continue;
      }
      previous = field.index + 1;
      values[field.index] = field.reader.read(parser, pass);
    }
    long seen = named & taken;
    if ((required & ~seen) != 0) {
      fillAbsentLists(values, required & ~seen);
    }
    pass.seen = seen; // the record itself ends last
    return maker.make(values);
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
