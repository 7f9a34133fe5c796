package org.almenara.schemas;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;

/** Values of the contracts, generated from what the Java records say of their components. */
final class Samples {

  private static final long FIRST_MILLI = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_MILLI = Instant.parse("2099-12-31T23:59:59.999Z").toEpochMilli();
  private static final long DAY = 86_400_000;

  private Samples() {}

  /** Platform events that the contract takes, of every type and with or without a payer. */
  static Arbitrary<PlatformEvent> platformEvents() {
    List<Arbitrary<PlatformEvent>> ofEachType = new ArrayList<>();
    for (EventType type : EventType.values()) {
      List<String> withPayer = new ArrayList<>(type.required());
      withPayer.addAll(List.of("payer", "legal_basis"));
      ofEachType.add(
          record(PlatformEvent.class, "", withPayer::contains, type)
              .map(PlatformEvent.class::cast));
      if (!type.required().contains("payer")) {
        ofEachType.add(
            record(PlatformEvent.class, "", type.required()::contains, type)
                .map(PlatformEvent.class::cast)
                .filter(event -> event.payer() == null));
      }
    }
    return Arbitraries.oneOf(ofEachType);
  }

  /** Tips that the contract takes. */
  static Arbitrary<Tip> tips() {
    return taken(Tip.class, AcrossFields.OF_TIPS);
  }

  /** Records that a contract takes, of every type that it knows; its hashes are any. */
  static Arbitrary<? extends Record> taken(Contract contract) {
    return switch (contract) {
      case PLATFORM_EVENT -> platformEvents();
      case TIP -> tips();
      case ACTIVATION -> taken(Activation.class, AcrossFields.OF_ACTIVATIONS);
      case DISPOSITION -> taken(Disposition.class, AcrossFields.OF_DISPOSITIONS);
      case REGISTER_ENTRY -> taken(RegisterEntry.class, AcrossFields.OF_REGISTER_ENTRIES);
      default -> taken(contract.type(), List.of());
    };
  }

  private static <R extends Record> Arbitrary<R> taken(Class<R> type, List<AcrossFields<R>> rules) {
    List<Arbitrary<R>> ofEachType = new ArrayList<>();
    for (RecordType recordType : recordTypes(type)) {
      ofEachType.add(
          record(type, "", recordType.required()::contains, recordType)
              .map(type::cast)
              .filter(value -> rules.stream().noneMatch(rule -> rule.broken().test(value))));
    }
    return ofEachType.isEmpty() ? of(type) : Arbitraries.oneOf(ofEachType);
  }

  /** The types that records of this class can have; none where all need the same fields. */
  static List<RecordType> recordTypes(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .filter(RecordType.class::isAssignableFrom)
        .flatMap(types -> Arrays.stream((RecordType[]) types.getEnumConstants()))
        .toList();
  }

  /** Values of any record; its optional fields come and go. */
  static <R extends Record> Arbitrary<R> of(Class<R> type) {
    return record(type, "", name -> false, null).map(type::cast);
  }

  /** Strings of a shape; where they are tokens, with this prefix. */
  static Arbitrary<String> text(Shape shape, String prefix) {
    return switch (shape) {
      case RECORD_ID ->
          base64Url().ofMinLength(8).ofMaxLength(64).filter(id -> !id.matches("[0-9_-]*"));
      case TOKEN ->
          prefix.isEmpty()
              ? Arbitraries.of("prf", "pay", "stu", "dev").flatMap(some -> text(shape, some))
              : Combinators.combine(
                      Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(4),
                      base64Url().ofMinLength(22).ofMaxLength(64))
                  .as((epoch, random) -> prefix + epoch + "_" + random);
      case CODE ->
          Combinators.combine(
                  Arbitraries.chars().range('a', 'z'),
                  Arbitraries.strings()
                      .withCharRange('a', 'z')
                      .numeric()
                      .withChars("_-.")
                      .ofMaxLength(39))
              .as((first, others) -> first + others);
      case COUNTRY -> Arbitraries.of("AD", "CO", "PH", "RO", "ZW");
      case CITY ->
          Combinators.combine(
                  text(Shape.COUNTRY, ""),
                  Arbitraries.strings().withCharRange('A', 'Z').withCharRange('2', '9').ofLength(3))
              .as(String::concat);
      case SUBDIVISION ->
          Combinators.combine(
                  text(Shape.COUNTRY, ""),
                  Arbitraries.strings()
                      .withCharRange('A', 'Z')
                      .numeric()
                      .ofMinLength(1)
                      .ofMaxLength(3))
              .as((country, part) -> country + "-" + part);
      case CURRENCY -> Arbitraries.strings().withCharRange('A', 'Z').ofLength(3);
      case SHA256 ->
          Arbitraries.strings().withCharRange('0', '9').withCharRange('a', 'f').ofLength(64);
    };
  }

  private static StringArbitrary base64Url() {
    return Arbitraries.strings().alpha().numeric().withChars("_-");
  }

  /**
   * Values of a record.
   *
   * @param prefix of the tokens inside
   * @param present JSON names of optional fields that are there nevertheless
   * @param recordType of the record, where the caller wants to say it
   */
  private static Arbitrary<Object> record(
      Class<?> type, String prefix, Predicate<String> present, @Nullable RecordType recordType) {
    if (type == Period.class) {
      return periods();
    }
    List<Arbitrary<Object>> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name =
          PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (recordType != null && component.getType().isInstance(recordType)) {
        fields.add(Arbitraries.just(recordType));
      } else if (optional && !present.test(name)) {
        fields.add(component(component, prefix).injectNull(0.6));
      } else {
        fields.add(component(component, prefix));
      }
    }
    return Combinators.combine(fields).as(values -> construct(type, values));
  }

  private static Arbitrary<Object> periods() {
    Arbitrary<Long> length = Arbitraries.longs().between(0, 90 * DAY).injectNull(0.3);
    return Combinators.combine(
            Arbitraries.longs().between(FIRST_MILLI, LAST_MILLI - 90 * DAY), length)
        .as(
            (from, millis) ->
                new Period(
                    Instant.ofEpochMilli(from),
                    millis == null ? null : Instant.ofEpochMilli(from + millis)));
  }

  private static Arbitrary<Object> component(RecordComponent component, String outerPrefix) {
    Prefixed prefixed = component.getAnnotation(Prefixed.class);
    String prefix = prefixed == null ? outerPrefix : prefixed.value();
    Class<?> type = component.getType();
    Shaped shaped = component.getAnnotation(Shaped.class);
    if (shaped != null) {
      return text(shaped.value(), prefix).asGeneric();
    }
    if (component.isAnnotationPresent(AlwaysTrue.class)) {
      return Arbitraries.just(true).asGeneric();
    }
    Bounded bounded = component.getAnnotation(Bounded.class);
    if (bounded != null) {
      Arbitrary<Long> whole = Arbitraries.longs().between(bounded.min(), bounded.max());
      return type == long.class ? whole.asGeneric() : whole.map(Long::intValue);
    }
    if (type == List.class) {
      ParameterizedType list = (ParameterizedType) component.getGenericType();
      return value((Class<?>) list.getActualTypeArguments()[0], prefix)
          .list()
          .ofMaxSize(3)
          .asGeneric();
    }
    return value(type, prefix);
  }

  private static Arbitrary<Object> value(Class<?> type, String prefix) {
    if (type.isRecord()) {
      return record(type, prefix, name -> false, null);
    }
    if (type.isEnum()) {
      return Arbitraries.of(Arrays.asList((Object[]) type.getEnumConstants()));
    }
    if (type == Instant.class) {
      return Arbitraries.longs().between(FIRST_MILLI, LAST_MILLI).map(Instant::ofEpochMilli);
    }
    if (type == String.class) {
      return anyText().asGeneric();
    }
    if (type == SortedMap.class) {
      return Arbitraries.maps(anyText(), anyText()).ofMaxSize(4).map(TreeMap::new);
    }
    if (type == int.class || type == Integer.class) {
      return Arbitraries.integers().asGeneric();
    }
    if (type == long.class) {
      return Arbitraries.longs().asGeneric();
    }
    if (type == boolean.class || type == Boolean.class) {
      return Arbitraries.of(true, false).asGeneric();
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  /** With quotes, controls and letters beyond ASCII; without the halves of surrogate pairs. */
  private static Arbitrary<String> anyText() {
    return Arbitraries.strings().withCharRange('\0', '\ud7ff').ascii().ofMaxLength(12);
  }

  private static Object construct(Class<?> type, List<Object> values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
