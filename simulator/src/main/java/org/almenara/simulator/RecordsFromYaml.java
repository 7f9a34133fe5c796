package org.almenara.simulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.almenara.schemas.Coded;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML into records, strictly: a record's components are the keys that a mapping may have, in
 * snake case; all that are not {@code @Nullable} must be there. So a world's Java records are its
 * whole grammar.
 */
final class RecordsFromYaml {
  private static final Map<Class<?>, Function<String, Object>> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, RecordsFromYaml::name),
          Map.entry(Integer.class, RecordsFromYaml::wholeNumber),
          Map.entry(int.class, RecordsFromYaml::wholeNumber),
          Map.entry(Boolean.class, RecordsFromYaml::yesOrNo),
          Map.entry(boolean.class, RecordsFromYaml::yesOrNo),
          Map.entry(long.class, RecordsFromYaml::seed),
          Map.entry(Instant.class, RecordsFromYaml::instant),
          Map.entry(LocalDate.class, RecordsFromYaml::date),
          Map.entry(ZoneOffset.class, RecordsFromYaml::clock),
          Map.entry(Duration.class, Span::duration),
          Map.entry(Span.class, Span::parse),
          Map.entry(Count.class, Count::parse),
          Map.entry(Share.class, Share::parse),
          Map.entry(Figure.class, Figure::parse),
          Map.entry(Feed.Lack.class, Feed.Lack::parse));

  private RecordsFromYaml() {}

  /**
   * Reads a node.
   *
   * @throws WorldRefused with the place and the mend
   */
  static <T extends Record> T read(Yaml node, Class<T> type) {
    return type.cast(record(node, type));
  }

  private static Object value(Yaml node, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == List.class ? list(node, of[0]) : map(node, of[1]);
    }
    Class<?> plain = (Class<?>) type;
    Function<String, Object> scalar = SCALARS.get(plain);
    if (scalar != null) {
      return scalar(node, scalar);
    }
    return plain.isEnum() ? scalar(node, text -> code(text, plain)) : record(node, plain);
  }

  private static Object scalar(Yaml node, Function<String, Object> parse) {
    if (!(node instanceof Yaml.Scalar scalar) || scalar.text().isEmpty()) {
      throw new WorldRefused(node.mark(), "this is " + node.kind() + ": write one value");
    }
    try {
      return parse.apply(scalar.text());
    } catch (IllegalArgumentException e) {
      throw new WorldRefused(node.mark(), String.valueOf(e.getMessage()));
    }
  }

  private static List<Object> list(Yaml node, Type of) {
    if (!(node instanceof Yaml.Sequence sequence) || sequence.items().isEmpty()) {
      throw new WorldRefused(node.mark(), "this is " + node.kind() + ": write a list, such as [a]");
    }
    return sequence.items().stream().map(item -> value(item, of)).toList();
  }

  private static Map<String, Object> map(Yaml node, Type of) {
    Map<String, Object> values = new LinkedHashMap<>();
    mapping(node).entries().forEach((key, entry) -> values.put(key, value(entry.value(), of)));
    return Collections.unmodifiableMap(values);
  }

  private static Yaml.Mapping mapping(Yaml node) {
    if (node instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw new WorldRefused(node.mark(), "this is " + node.kind() + ": write 'key: value' lines");
  }

  private static Object record(Yaml node, Class<?> type) {
    Yaml.Mapping mapping = mapping(node);
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknownKeys(mapping, components);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = key(components[i]);
      Yaml.Entry entry = mapping.entries().get(key);
      if (entry != null) {
        values[i] = value(entry.value(), components[i].getGenericType());
      } else if (!components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw new WorldRefused(mapping.mark(), "'" + key + "' is missing: add it");
      }
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Misplaced misplaced) {
        throw new WorldRefused(
            find(mapping, misplaced.path()), String.valueOf(misplaced.getMessage()));
      }
      throw new IllegalStateException(type + " refuses values in an unknown way", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  private static void refuseUnknownKeys(Yaml.Mapping mapping, RecordComponent[] components) {
    List<String> known = Arrays.stream(components).map(RecordsFromYaml::key).toList();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                throw new WorldRefused(
                    entry.key(),
                    "'" + key + "' is not known here: use one of " + String.join(", ", known));
              }
            });
  }

  private static Mark find(Yaml.Mapping mapping, List<String> path) {
    Yaml at = mapping;
    for (String key : path) {
      Yaml.Entry entry = at instanceof Yaml.Mapping inner ? inner.entries().get(key) : null;
      if (entry == null) {
        break;
      }
      at = entry.value();
    }
    return at.mark();
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Object code(String text, Class<?> type) {
    Object[] constants = type.getEnumConstants();
    for (Object constant : constants) {
      if (((Coded) constant).code().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not known: use one of "
            + Arrays.stream(constants)
                .map(constant -> ((Coded) constant).code())
                .collect(Collectors.joining(", ")));
  }

  private static Object name(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,40}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no name: write 1 to 40 letters, digits, dots or hyphens");
    }
    return text;
  }

  private static Object wholeNumber(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no whole number: write 0 or a positive number, such as 12");
    }
    return Integer.parseInt(text);
  }

  private static Object seed(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("'" + text + "' is no seed: write 1 to 18 digits");
    }
    return Long.parseLong(text);
  }

  private static Object yesOrNo(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither true nor false: write one of them");
    }
    return text.equals("true");
  }

  private static Object date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no date: write one such as 2026-04-03", e);
    }
  }

  private static Object clock(String text) {
    try {
      return ZoneOffset.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no clock: write how far it is from UTC, such as -05:00", e);
    }
  }

  private static Object instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no instant: write one in UTC, such as 2026-03-02T00:00:00Z", e);
    }
  }
}
