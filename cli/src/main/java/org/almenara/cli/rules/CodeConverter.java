package org.almenara.cli.rules;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the code of a person or reason, as the contracts have it: never a name or a sentence. */
final class CodeConverter implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (!text.matches("[a-z][a-z0-9_.-]{0,39}")) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is no code: write a lower-case letter, then up to 39 lower-case letters, digits,"
              + " _, - and .");
    }
    return text;
  }
}
