package org.almenara.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who lets a rule set judge, or ends a shadow, why, and from when on. */
final class EffectOptions {

  private static final Duration SOON = Duration.ofMinutes(10);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--approver",
      paramLabel = "CODE",
      required = true,
      converter = CodeConverter.class,
      description = "Code of the second person: another than the author.")
  private String approver = "";

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      required = true,
      converter = CodeConverter.class,
      description = "Code of why.")
  private String reason = "";

  @Option(
      names = "--effective",
      paramLabel = "INSTANT",
      description = "From when on (2026-11-24T10:15:00Z), at least 5 minutes ahead.")
  private @Nullable Instant effective;

  @Option(
      names = "--in",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      description =
          "In how long, to the full minute that follows; 10m unless --effective says when.")
  private @Nullable Duration in;

  String approver() {
    return approver;
  }

  String reason() {
    return reason;
  }

  /** From when on, as asked at that time. */
  Instant effective(Instant now) {
    if (effective != null && in != null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "give --effective or --in, not both");
    }
    if (effective != null) {
      return effective;
    }
    Instant then = now.plus(in == null ? SOON : in);
    Instant minute = then.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(then) ? minute : minute.plus(1, ChronoUnit.MINUTES);
  }
}
