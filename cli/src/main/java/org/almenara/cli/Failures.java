package org.almenara.cli;

import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * What a person sees when something goes wrong: one message, what to do, and where the trace is.
 */
public final class Failures {

  private Failures() {}

  static CommandLine handleIn(CommandLine commandLine, Screen screen) {
    return commandLine
        .setParameterExceptionHandler((exception, args) -> misunderstood(screen, exception))
        .setExecutionExceptionHandler((exception, command, result) -> print(screen, exception));
  }

  private static int misunderstood(Screen screen, CommandLine.ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    screen.err().println(screen.alert("almenara: ") + exception.getMessage());
    if (CommandLine.UnmatchedArgumentException.printSuggestions(exception, screen.err())) {
      return Exit.USAGE;
    }
    if (command.getSubcommands().isEmpty()) {
      screen.err().println("  Help: " + command.getCommandSpec().qualifiedName() + " --help");
    } else {
      command.usage(screen.err());
    }
    return Exit.USAGE;
  }

  /** Prints it and gives the exit code. */
  public static int print(Screen screen, Exception exception) {
    if (isInterrupted()) {
      return Exit.ENVIRONMENT;
    }
    // Not a field: the log file gets its name first.
    LoggerFactory.getLogger(Failures.class).error("the command failed", exception);
    screen.err().println(screen.alert("almenara: ") + message(exception));
    screen.err().println("  Mend: " + mend(exception));
    @Nullable Path log = RunLog.written();
    if (log != null) {
      screen.err().println("  Log:  " + log);
    }
    return Exit.ENVIRONMENT;
  }

  /** After Ctrl-C, what the command was doing fails in many ways that mean nothing. */
  private static boolean isInterrupted() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static String message(Exception exception) {
    return exception instanceof Problem || exception instanceof KafkaException
        ? exception.getMessage() + ""
        : "a fault in Almenara itself: " + exception;
  }

  private static String mend(Exception exception) {
    if (exception instanceof Problem problem) {
      return problem.mend();
    }
    if (exception instanceof AuthorizationException) {
      return "use a user who may: docs/topics.md says which role may what";
    }
    return exception instanceof KafkaException
        ? "check that the broker runs and that --bootstrap names it"
        : "please report it with the log";
  }
}
