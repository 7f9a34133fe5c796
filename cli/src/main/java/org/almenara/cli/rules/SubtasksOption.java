package org.almenara.cli.rules;

import picocli.CommandLine.Option;

/** How many workers a step of the job has: the topic of what they said forgets none. */
final class SubtasksOption {

  @Option(
      names = "--subtasks",
      paramLabel = "N",
      defaultValue = "32768",
      description =
          "The job's parallelism: workers from N on are left out, as those of a job that ran with"
              + " more.")
  private int number;

  int number() {
    return number;
  }
}
