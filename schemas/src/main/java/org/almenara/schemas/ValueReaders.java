package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.almenara.schemas.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/** The readers of values, chosen by what the Java record says of a component. */
final class ValueReaders {

  private ValueReaders() {}

  /**
   * The reader of a component.
   *
   * @param outerPrefix of the tokens of the object that holds it; absent where it holds none
   * @param path of the component in the contract
   */
  static ValueReader of(RecordComponent component, @Nullable String outerPrefix, String path) {
    Class<?> type = component.getType();
    Prefixed prefixed = component.getAnnotation(Prefixed.class);
    String prefix = prefixed == null ? outerPrefix : prefixed.value();
    Shaped shaped = component.getAnnotation(Shaped.class);
    Bounded bounded = component.getAnnotation(Bounded.class);
    if (type == String.class && shaped != null) {
      return shaped.value() == Shape.TOKEN && prefix != null
          ? new Token(prefix, path)
          : new Text(shaped.value(), path);
    }
    if (type == Instant.class) {
      return new Time(path);
    }
    if (type == Boolean.class) {
      return new Bool(path);
    }
    if (type == boolean.class && component.isAnnotationPresent(AlwaysTrue.class)) {
      return new True(new Bool(path), path);
    }
    if ((type == Integer.class || type == int.class) && bounded != null) {
      Whole whole = new Whole(bounded.min(), bounded.max(), path);
      return (parser, pass) -> Math.toIntExact(whole.value(parser));
    }
    if (type == long.class && bounded != null) {
      return new Whole(bounded.min(), bounded.max(), path);
    }
    if (Coded.class.isAssignableFrom(type)) {
      return Code.of(type, path);
    }
    if (type == List.class) {
      ParameterizedType list = (ParameterizedType) component.getGenericType();
      return new Codes(Code.of((Class<?>) list.getActualTypeArguments()[0], path), path);
    }
    if (type == SortedMap.class) {
      return new Files(path);
    }
    if (type.isRecord()) {
      return new ObjectShape(type, prefix, path, Set.of());
    }
    throw new IllegalArgumentException("nothing says what " + component + " may hold");
  }

  /** Why a value of another JSON type is refused; text may still be what must never be sent. */
  static Refused otherType(JsonParser parser, String path) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> new Refused(Reason.NULL_VALUE, path);
      case VALUE_STRING -> otherText(parser, Reason.WRONG_TYPE, path);
      default -> new Refused(Reason.WRONG_TYPE, path);
    };
  }

  /**
   * Why a string is refused: for what it looks like, else for the reason given.
   *
   * @param parser stands at a string
   */
  private static Refused otherText(JsonParser parser, Reason otherwise, String path)
      throws IOException {
    Reason seen =
        LookAlike.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    return new Refused(seen == null ? otherwise : seen, path);
  }

  private static void expectText(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw otherType(parser, path);
    }
  }

  /** A string of a closed shape. */
  private record Text(Shape shape, String path) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      expectText(parser, path);
      char[] chars = parser.getTextCharacters();
      int from = parser.getTextOffset();
      int length = parser.getTextLength();
      if (!shape.matches(chars, from, length)) {
        throw otherText(parser, Reason.WRONG_SHAPE, path);
      }
      return new String(chars, from, length);
    }
  }

  /** A token of one kind of entity. */
  private record Token(String prefix, String path) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      expectText(parser, path);
      char[] chars = parser.getTextCharacters();
      int from = parser.getTextOffset();
      int length = parser.getTextLength();
      boolean ofThisKind = Chars.startsWith(prefix, chars, from, length);
      String last = pass.lastToken;
      if (ofThisKind && last != null && Chars.equal(last, chars, from, length)) {
        return last;
      }
      if (!Shape.TOKEN.matches(chars, from, length)) {
        throw ofThisKind && Shape.isShortToken(chars, from, length)
            ? new Refused(Reason.TOKEN_TOO_SHORT, path)
            : otherText(parser, Reason.WRONG_SHAPE, path);
      }
      if (!ofThisKind) {
        throw new Refused(Reason.TOKEN_OF_ANOTHER_KIND, path);
      }
      String token = new String(chars, from, length);
      pass.lastToken = token;
      return token;
    }
  }

  /** A constant of an enum by its code. */
  record Code(CodeTable codes, Reason unknown, String path) implements ValueReader {

    static Code of(Class<?> type, String path) {
      boolean recordType = RecordType.class.isAssignableFrom(type);
      return new Code(
          new CodeTable(type), recordType ? Reason.TYPE_UNKNOWN : Reason.UNKNOWN_CODE, path);
    }

    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      expectText(parser, path);
      Object constant =
          codes.find(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
      if (constant == null) {
        throw otherText(parser, unknown, path);
      }
      return constant;
    }
  }

  /** A list of codes. */
  record Codes(Code element, String path) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw otherType(parser, path);
      }
      List<Object> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (values.size() == RecordReader.MAX_LIST) {
          throw new Refused(Reason.LIST_TOO_LONG, path);
        }
        values.add(element.read(parser, pass));
      }
      return List.copyOf(values);
    }
  }

  /** Texts of files by name; nothing is told of what they hold. */
  private record Files(String path) implements ValueReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*\\.yaml");

    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw otherType(parser, path);
      }
      SortedMap<String, String> files = new TreeMap<>();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        if (!NAME.matcher(name).matches()) {
          throw new Refused(Reason.WRONG_SHAPE, path);
        }
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          throw otherType(parser, path);
        }
        if (files.put(name, parser.getText()) != null) {
          throw new Refused(Reason.DUPLICATE_FIELD, path);
        }
      }
      if (files.isEmpty()) {
        throw new Refused(Reason.OUT_OF_RANGE, path);
      }
      return files;
    }
  }

  /** A truth value without which the record means nothing. */
  private record True(Bool bool, String path) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      if (!Boolean.TRUE.equals(bool.read(parser, pass))) {
        throw new Refused(Reason.OUT_OF_RANGE, path);
      }
      return true;
    }
  }

  /** An instant of the years 2000 to 2099. */
  private record Time(String path) implements ValueReader {

    private static final long MIN = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long END = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      expectText(parser, path);
      long millis =
          UtcText.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
      if (millis == UtcText.NONE) {
        throw otherText(parser, Reason.WRONG_SHAPE, path);
      }
      if (millis < MIN || millis >= END) {
        throw new Refused(Reason.OUT_OF_RANGE, path);
      }
      return Instant.ofEpochMilli(millis);
    }
  }

  private record Bool(String path) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_TRUE) {
        return true;
      }
      if (parser.currentToken() == JsonToken.VALUE_FALSE) {
        return false;
      }
      throw otherType(parser, path);
    }
  }

  /** A whole number; 12.0 is refused, since who writes that has counted money in fractions. */
  private record Whole(long min, long max, String path) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Pass pass) throws IOException {
      return value(parser);
    }

    long value(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw noWhole(parser);
      }
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw new Refused(Reason.NUMBER_TOO_LARGE, path);
      }
      long value = parser.getLongValue();
      if (value < min || value > max) {
        throw new Refused(Reason.OUT_OF_RANGE, path);
      }
      return value;
    }

    private Refused noWhole(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
        return new Refused(Reason.FRACTION, path);
      }
      return isNumberInQuotes(parser)
          ? new Refused(Reason.WRONG_TYPE, path)
          : otherType(parser, path);
    }

    /** Such a string is a number of the wrong type, though it may look like a telephone's. */
    private static boolean isNumberInQuotes(JsonParser parser) throws IOException {
      return parser.currentToken() == JsonToken.VALUE_STRING
          && parser.getText().chars().allMatch(c -> Chars.isDigit((char) c) || c == '-');
    }
  }
}
