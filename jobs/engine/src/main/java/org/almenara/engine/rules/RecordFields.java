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
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.almenara.schemas.Coded;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Period;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the contracts as rules see them: names and CEL types, read from the Java records.
 *
 * <p>Codes are strings, nested facts are messages, lists are lists of codes. Times and ids are not
 * offered: windows read time, and an id says nothing about anybody.
 */
final class RecordFields {

  /** Fields of both contracts by name; a name means the same in both. */
  private static final Map<String, CelType> TYPES = new LinkedHashMap<>();

  private static final Map<String, StructType> STRUCTS = new HashMap<>();

  /** Codes of the fields that hold codes, by dotted name. */
  private static final Map<String, SortedSet<String>> CODES = new HashMap<>();

  /** Readers of the fields of a contract and their parts, by dotted name. */
  private static final Map<Class<?>, Map<String, FieldReader>> READERS = new HashMap<>();

  static {
    contracts().forEach(RecordFields::addAll);
  }

  /**
   * Fields of text that a contract leaves out where there is none, as it does with lists: absent,
   * they are empty texts, and not unknown.
   */
  private static final Map<Class<?>, Set<String>> EMPTY = Map.of(Tip.class, Set.of("linked_to"));

  private RecordFields() {}

  /** Whether an absent field means that there is none. */
  static boolean isEmptyWhenAbsent(Class<?> contract, String path) {
    return EMPTY.getOrDefault(contract, Set.of()).contains(path);
  }

  private static void addAll(Class<?> contract) {
    for (RecordComponent component : contract.getRecordComponents()) {
      CelType type = celType(component);
      if (type != null && !component.getName().equals("id")) {
        addCodes("", component);
        TYPES.putIfAbsent(snakeCase(component.getName()), type);
        addReaders(contract, "", FieldReader.of(component));
      }
    }
  }

  private static void addReaders(Class<?> contract, String of, FieldReader reader) {
    String path = of + snakeCase(reader.component().getName());
    READERS.computeIfAbsent(contract, name -> new HashMap<>()).put(path, reader);
    if (reader.component().getType().isRecord()) {
      for (RecordComponent part : reader.component().getType().getRecordComponents()) {
        if (celType(part) != null) {
          addReaders(contract, path + ".", reader.part(part));
        }
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
    if (type == Boolean.class || type == boolean.class) {
      return SimpleType.BOOL;
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
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
    for (RecordComponent component : type.getRecordComponents()) {
      CelType fieldType = celType(component);
      if (fieldType != null) {
        fields.put(snakeCase(component.getName()), fieldType);
      }
    }
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(fields);
    return StructType.create(
        name, ImmutableSet.copyOf(fields.keySet()), field -> Optional.ofNullable(types.get(field)));
  }

  /** CEL types of all fields, by name. */
  static Map<String, CelType> types() {
    return Collections.unmodifiableMap(TYPES);
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
        return ImmutableList.<CelType>builder()
            .addAll(STRUCTS.values())
            .addAll(BesideRecord.messages())
            .build();
      }

      @Override
      public Optional<CelType> findType(String name) {
        return types().stream().filter(type -> type.name().equals(name)).findFirst();
      }
    };
  }

  /** Whether the values of a field can be told apart and counted: tokens, and cities. */
  static boolean holdsEntities(String name) {
    return holdsTokens(name) || name.equals(EntityType.PLACE.code());
  }

  /** Whether a field holds tokens of an entity, so that it can be keyed by. */
  static boolean holdsTokens(String name) {
    return TYPES.get(name) instanceof StructType struct && struct.fieldNames().contains("origin");
  }

  /** Reads a field of a contract, or a part of one; absent where the contract has none. */
  static @Nullable FieldReader reader(Class<?> contract, String path) {
    return READERS.getOrDefault(contract, Map.of()).get(path);
  }

  /** Whether a part of a field may be left out in a contract that has it. */
  static boolean isOptional(String path) {
    return contracts().stream()
        .map(contract -> reader(contract, path))
        .filter(Objects::nonNull)
        .map(FieldReader::component)
        .anyMatch(part -> part.getAnnotatedType().isAnnotationPresent(Nullable.class));
  }

  /** Whether the contract that has a record type has a field. */
  static boolean has(String type, String field) {
    return contracts().stream()
        .filter(
            contract ->
                ContractFields.values(contract, "type").stream()
                    .anyMatch(code -> ((Coded) code.orElseThrow()).code().equals(type)))
        .anyMatch(contract -> isField(contract, field));
  }

  private static boolean isField(Class<?> contract, String field) {
    return Arrays.stream(contract.getRecordComponents())
        .anyMatch(component -> snakeCase(component.getName()).equals(field));
  }

  /** The records of both contracts. */
  static List<Class<? extends SourceRecord>> contracts() {
    return List.of(PlatformEvent.class, Tip.class);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
