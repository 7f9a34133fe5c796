package org.almenara.cli.rules;

import java.time.Duration;
import org.almenara.cli.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether to ask before writing what changes a job that runs, and to wait until it has. */
final class WriteOptions {

  @Option(names = "--dry-run", description = "Shows what would be done, and writes nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Option(
      names = "--wait",
      negatable = true,
      description =
          "Waits until every worker of the job does it, or refuses; on a terminal unless --no-wait.")
  private @Nullable Boolean wait;

  @Option(
      names = "--wait-at-most",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      description = "Then it gives up; else 5 minutes after it takes effect.")
  private @Nullable Duration atMost;

  @Mixin private final SubtasksOption subtasks = new SubtasksOption();

  boolean dryRun() {
    return dryRun;
  }

  boolean asks() {
    return !yes;
  }

  boolean waits(Screen screen) {
    return wait == null ? screen.terminal() : wait;
  }

  /** How long to wait for what takes effect after so long. */
  Duration atMost(Duration untilEffect) {
    return atMost == null ? untilEffect.plusMinutes(5) : atMost;
  }

  int subtasks() {
    return subtasks.number();
  }
}
