package org.almenara.engine.cel;

import java.util.List;
import org.almenara.schemas.Coded;
import org.jspecify.annotations.Nullable;

/** A value of one record that is an object: a text, a list, a time; {@code null} is an error. */
@FunctionalInterface
public interface ObjectNode<T> {

  @Nullable T value(Object record);

  /** A constant, or the lack of one. */
  record Constant<T>(@Nullable T constant) implements ObjectNode<T> {
    @Override
    public @Nullable T value(Object record) {
      return constant;
    }
  }

  /**
   * A field that holds a code: a text to CEL, a constant of an enum to Java.
   *
   * @param field reads the constant
   * @param codes all of the contract, by ordinal; at most 64
   */
  record Code(ObjectNode<? extends Enum<?>> field, List<String> codes)
      implements ObjectNode<String> {
    @Override
    @SuppressWarnings("EnumOrdinal") // of this process only
    public @Nullable String value(Object record) {
      Enum<?> constant = field.value(record);
      return constant == null ? null : codes.get(constant.ordinal());
    }
  }

  /**
   * A field that holds a list of codes.
   *
   * @param field reads the list
   * @param constants all of the contract
   */
  record Codes(ObjectNode<? extends List<?>> field, List<? extends Coded> constants)
      implements ObjectNode<List<?>> {
    @Override
    public @Nullable List<?> value(Object record) {
      return field.value(record);
    }
  }
}
