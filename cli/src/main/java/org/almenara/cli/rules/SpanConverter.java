package org.almenara.cli.rules;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a length of time as rules write it. */
final class SpanConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    if (!text.matches("[0-9]{1,5}[smhd]")) {
      throw new TypeConversionException(
          "'" + text + "' is no length of time: write 90s, 10m, 2h or 1d");
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
