package org.almenara.engine.rules;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.almenara.schemas.Coded;
import org.almenara.schemas.Period;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the contracts as rules see them: names and CEL types, read from the Java records.
 *
 * <p>Codes are strings, nested facts are messages, lists are lists of codes. Times and ids are not
 * offered: windows read time, and an id says nothing about anybody.
 */
final class RecordFields {

  /** Fields of both contracts by name; a name means the same in both. */
  private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

  private static final Map<String, StructType> STRUCTS = new HashMap<>();

  /** Codes of the fields that hold codes, by dotted name. */
  private static final Map<String, SortedSet<String>> CODES = new HashMap<>();

  /** Accessors of nested records by field name. */
  private static final Map<Class<?>, Map<String, Method>> NESTED = new HashMap<>();

  static {
    addAll(PlatformEvent.class);
    addAll(Tip.class);
  }

  private RecordFields() {}

  private record Field(CelType type, Map<Class<?>, Method> accessors) {}

  private static void addAll(Class<?> contract) {
    for (RecordComponent component : contract.getRecordComponents()) {
      CelType type = celType(component);
      if (type != null && !component.getName().equals("id")) {
        addCodes("", component);
        FIELDS
            .computeIfAbsent(
                snakeCase(component.getName()), name -> new Field(type, new HashMap<>()))
            .accessors
            .put(contract, component.getAccessor());
      }
    }
  }

  private static void addCodes(String of, RecordComponent component) {
    String path = of + snakeCase(component.getName());
    Class<?> type = component.getType();
    if (type.isRecord()) {
      for (RecordComponent part : type.getRecordComponents()) {
        addCodes(path + ".", part);
      }
      return;
    }
    if (component.getGenericType() instanceof ParameterizedType list) {
      type = (Class<?>) list.getActualTypeArguments()[0];
    }
    if (type.isEnum()) {
      SortedSet<String> codes = CODES.computeIfAbsent(path, name -> new TreeSet<>());
      for (Object constant : type.getEnumConstants()) {
        codes.add(((Coded) constant).code());
      }
    }
  }

  private static @Nullable CelType celType(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class || Coded.class.isAssignableFrom(type)) {
      return SimpleType.STRING;
    }
    if (type == Boolean.class) {
      return SimpleType.BOOL;
    }
    if (type == Integer.class || type == int.class || type == long.class) {
      return SimpleType.INT;
    }
    if (type == List.class) {
      return ListType.create(SimpleType.STRING);
    }
    if (type.isRecord() && type != Period.class) {
      StructType known = STRUCTS.get(structName(type));
      StructType struct = known == null ? struct(structName(type), type) : known;
      STRUCTS.put(structName(type), struct);
      return struct;
    }
    return null;
  }

  private static String structName(Class<?> type) {
    return "almenara." + type.getSimpleName();
  }

  private static StructType struct(String name, Class<?> type) {
    Map<String, CelType> fields = new LinkedHashMap<>();
    Map<String, Method> accessors = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      CelType fieldType = celType(component);
      if (fieldType != null) {
        fields.put(snakeCase(component.getName()), fieldType);
        accessors.put(snakeCase(component.getName()), component.getAccessor());
      }
    }
    NESTED.put(type, accessors);
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
    return StructType.create(
        name, ImmutableSet.copyOf(fields.keySet()), field -> Optional.ofNullable(types.get(field)));
  }

  /** CEL types of all fields, by name. */
  static Map<String, CelType> types() {
    Map<String, CelType> types = new LinkedHashMap<>();
    FIELDS.forEach((name, field) -> types.put(name, field.type));
    return types;
  }

  /** Names of the parts of nested fields. */
  static Set<String> partNames() {
    Set<String> names = new TreeSet<>();
    STRUCTS.values().forEach(struct -> names.addAll(struct.fieldNames()));
    return names;
  }

  /** The codes that a field, or a part of one ({@code device.relation}), can hold; or none. */
  static Set<String> codes(String path) {
    return CODES.getOrDefault(path, Collections.emptySortedSet());
  }

  /** The message types among them. */
  static CelTypeProvider messages() {
    return new CelTypeProvider() {
      @Override
      public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(STRUCTS.values());
      }

      @Override
      public Optional<CelType> findType(String name) {
        return Optional.ofNullable(STRUCTS.get(name));
      }
    };
  }

  /** Whether a field holds tokens of an entity, so that it can be keyed or counted by. */
  static boolean holdsTokens(String name) {
    Field field = FIELDS.get(name);
    return field != null
        && field.type instanceof StructType struct
        && struct.fieldNames().contains("origin");
  }

  /** The token in a field of a record; absent where the record does not have it. */
  static @Nullable TokenRef token(SourceRecord source, String name) {
    Object value = read(source, name);
    if (value instanceof TokenRef token) {
      return token;
    }
    if (value instanceof Record nested) {
      Map<String, Object> fields = message(nested);
      if (fields.get("token") instanceof String token
          && fields.get("origin") instanceof String origin) {
        return new TokenRef(token, origin);
      }
    }
    return null;
  }

  /**
   * A field's value as CEL sees it. A message that is absent is an empty one, so that {@code has()}
   * can ask for its fields; any other absent field is no value, and a condition on it is not met.
   */
  static Optional<Object> celValue(SourceRecord source, String name) {
    Field field = FIELDS.get(name);
    if (field == null) {
      return Optional.empty();
    }
    Object value = read(source, name);
    if (value == null) {
      return field.type instanceof StructType ? Optional.of(Map.of()) : Optional.empty();
    }
    return Optional.of(celValue(value));
  }

  private static @Nullable Object read(SourceRecord source, String name) {
    Field field = FIELDS.get(name);
    Method accessor = field == null ? null : field.accessors.get(source.getClass());
    return accessor == null ? null : invoke(accessor, source);
  }

  private static Object celValue(Object value) {
    if (value instanceof Coded coded) {
      return coded.code();
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof List<?> list) {
      List<Object> codes = new ArrayList<>(list.size());
      list.forEach(item -> codes.add(celValue(item)));
      return codes;
    }
    return value instanceof Record nested ? message(nested) : value;
  }

  private static Map<String, Object> message(Record nested) {
    Map<String, Object> fields = new HashMap<>();
    NESTED
        .getOrDefault(nested.getClass(), Map.of())
        .forEach(
            (name, accessor) -> {
              Object value = invoke(accessor, nested);
              if (value != null) {
                fields.put(name, celValue(value));
              }
            });
    return fields;
  }

  private static @Nullable Object invoke(Method accessor, Object target) {
    try {
      return accessor.invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's accessor can be called", e);
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
