package org.almenara.engine.rules;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/**
 * Random records of both contracts, whatever fields they have. Numbers are mostly edges, also such
 * as no feed could send: closures must be right of all.
 */
final class RandomRecord {

  static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          99L,
          100L,
          101L,
          250_000L,
          -7L,
          1L << 53,
          (1L << 53) + 1,
          1_000_000_000_000_000L,
          3_037_000_500L,
          Long.MAX_VALUE,
          Long.MAX_VALUE - 1,
          Long.MIN_VALUE,
          Long.MIN_VALUE + 1);

  static final List<String> TEXTS =
      List.of(
          "",
          "p",
          "q",
          "plaza",
          "plaza.two",
          "CO",
          "COBOG",
          "US",
          "USD",
          "prf1_0001",
          "é\uD83D\uDE00");

  private RandomRecord() {}

  static SourceRecord source(Random random) {
    double absence = List.of(0.05, 0.3, 0.6).get(random.nextInt(3));
    return (SourceRecord)
        record(random, random.nextInt(3) == 0 ? Tip.class : PlatformEvent.class, absence);
  }

  private static Object record(Random random, Class<?> type, double absence) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values =
        Stream.of(components).map(component -> value(random, component, absence)).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " can be made", e);
    }
  }

  private static @Nullable Object value(Random random, RecordComponent component, double absence) {
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return nullable && random.nextDouble() < absence
        ? null
        : value(random, component.getType(), component.getGenericType(), absence);
  }

  private static Object value(Random random, Class<?> type, Type generic, double absence) {
    if (type == String.class) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    if (type == Instant.class) {
      return Instant.ofEpochSecond(random.nextInt(1_000_000_000));
    }
    if (type == Boolean.class || type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == Integer.class || type == int.class) {
      return List.of(0, 1, 2, 3, 100, Integer.MAX_VALUE, Integer.MIN_VALUE).get(random.nextInt(7));
    }
    if (type == Long.class || type == long.class) {
      return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    if (type == List.class) {
      Class<?> element = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
      return Stream.generate(() -> value(random, element, element, absence))
          .limit(random.nextInt(4))
          .toList();
    }
    return record(random, type, absence);
  }
}
