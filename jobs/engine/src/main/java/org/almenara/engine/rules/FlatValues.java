package org.almenara.engine.rules;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almenara.schemas.Coded;

/** What a file says, by dotted key, in words that can be set beside those of another. */
final class FlatValues {

  private FlatValues() {}

  static SortedMap<String, String> of(Record file) {
    TreeMap<String, String> values = new TreeMap<>();
    YamlBinder.values(file).forEach((key, value) -> put(key, value, values));
    return values;
  }

  private static void put(String key, Object value, Map<String, String> values) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((part, of) -> put(key + "." + word(part), of, values));
    } else if (value instanceof Record record) {
      YamlBinder.values(record).forEach((part, of) -> put(key + "." + part, of, values));
    } else {
      values.put(key, word(value));
    }
  }

  private static String word(Object value) {
    if (value instanceof Coded coded) {
      return coded.code();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(FlatValues::word).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Record record
        ? of(record).toString().replace('=', ':')
        : String.valueOf(value).strip();
  }
}
