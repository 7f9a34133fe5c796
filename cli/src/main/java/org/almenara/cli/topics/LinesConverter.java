package org.almenara.cli.topics;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a number of lines: 1 or more. */
final class LinesConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new TypeConversionException("'" + text + "' is no number of lines: write 1 or more");
    }
    return Integer.valueOf(text);
  }
}
