package org.almenara.cli.cases;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.almenara.schemas.Coded;
import org.almenara.schemas.Disposition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the codes of a contract, as they stand there. */
abstract class CodeOf<T extends Coded> implements ITypeConverter<T> {

  private final T[] values;

  private CodeOf(T[] values) {
    this.values = values;
  }

  @Override
  public T convert(String text) {
    return Arrays.stream(values)
        .filter(value -> value.code().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            text,
                            Arrays.stream(values)
                                .map(Coded::code)
                                .collect(Collectors.joining(", ")))));
  }

  static final class Decision extends CodeOf<Disposition.Decision> {
    Decision() {
      super(Disposition.Decision.values());
    }
  }

  static final class Reason extends CodeOf<Disposition.Reason> {
    Reason() {
      super(Disposition.Reason.values());
    }
  }

  static final class CounterEvidence extends CodeOf<Disposition.CounterEvidence> {
    CounterEvidence() {
      super(Disposition.CounterEvidence.values());
    }
  }

  static final class Role extends CodeOf<Disposition.Role> {
    Role() {
      super(Disposition.Role.values());
    }
  }

  static final class Review extends CodeOf<Disposition.Review> {
    Review() {
      super(Disposition.Review.values());
    }
  }
}
