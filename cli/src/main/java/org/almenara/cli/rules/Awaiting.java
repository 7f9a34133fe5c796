package org.almenara.cli.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.live.Workers;
import org.almenara.cli.live.Workers.Word;
import org.almenara.cli.live.Workers.Worker;
import org.almenara.schemas.RuleSetStatus;
import org.almenara.schemas.Topic;

/** Waits until every worker of the job that has ever reported does what was written. */
final class Awaiting {

  private static final String CLEAR_LINE = "\r\u001b[K";

  /** How far a worker is. */
  private enum Stage {
    SILENT,
    RECEIVED,
    DONE,
    LATE,
    REFUSED
  }

  private final Screen screen;
  private final Connection connection;
  private final Workers workers;
  private final Duration atMost;
  private String shown = "";

  Awaiting(Desk desk, Connection connection, int subtasks, Duration atMost) {
    this.screen = desk.screen();
    this.connection = connection;
    this.workers = new Workers(subtasks);
    this.atMost = atMost;
  }

  /** Until a rule set judges or runs in shadow everywhere; gives the exit code. */
  int untilRun(String ruleSet, Instant effective) {
    return until(
        ruleSet,
        "run it",
        worker -> {
          Word word = workers.of(worker, ruleSet);
          if (word == null) {
            return Stage.SILENT;
          }
          boolean since = !word.status().at().isBefore(effective);
          return switch (word.status().state()) {
            case RECEIVED -> Stage.RECEIVED;
            case REFUSED ->
                // Another activation of it may have been refused before.
                word.refusesActivation() && !word.status().at().equals(effective)
                    ? Stage.SILENT
                    : Stage.REFUSED;
            case APPLIED_LATE -> since ? Stage.LATE : Stage.SILENT;
            case RUNNING, RUNNING_IN_SHADOW -> since ? Stage.DONE : Stage.SILENT;
            case ENDED, STOPPED, RULE_FAILED -> Stage.SILENT;
          };
        });
  }

  /** Until a rule set no longer runs in shadow anywhere; gives the exit code. */
  int untilEnded(String ruleSet, Instant effective) {
    return until(
        ruleSet,
        "have ended it",
        worker -> {
          Word word = workers.of(worker, ruleSet);
          return word != null
                  && word.status().state() == RuleSetStatus.State.ENDED
                  && !word.status().at().isBefore(effective)
              ? Stage.DONE
              : Stage.SILENT;
        });
  }

  /** Until a rule is silent everywhere; gives the exit code. */
  int untilStopped(String rule, Instant written) {
    return until(
        "",
        "have stopped it",
        worker -> workers.stopped(worker, rule, written) ? Stage.DONE : Stage.SILENT);
  }

  private int until(String ruleSet, String what, Function<Worker, Stage> stageOf) {
    long end = System.nanoTime() + atMost.toNanos();
    try (CommittedReader reader = new CommittedReader(connection)) {
      reader.watch(
          Topic.RULE_SET_STATUS,
          workers::hear,
          () -> {
            show(what, stageOf);
            return !isOver(stageOf) && System.nanoTime() < end;
          });
    } finally {
      if (screen.terminal()) {
        screen.err().print(CLEAR_LINE);
        screen.err().flush();
      }
    }
    return told(ruleSet, what, stageOf);
  }

  private boolean isOver(Function<Worker, Stage> stageOf) {
    List<Worker> all = workers.all();
    return !all.isEmpty()
        && all.stream()
            .map(stageOf)
            .allMatch(
                stage ->
                    switch (stage) {
                      case SILENT, RECEIVED -> false;
                      case DONE, LATE, REFUSED -> true;
                    });
  }

  private void show(String what, Function<Worker, Stage> stageOf) {
    String line = "  " + progress(what, stageOf);
    if (line.equals(shown)) {
      return;
    }
    shown = line;
    if (screen.terminal()) {
      screen.err().print(CLEAR_LINE + line);
      screen.err().flush();
    } else {
      screen.err().println(line);
    }
  }

  private String progress(String what, Function<Worker, Stage> stageOf) {
    Map<Stage, Integer> stages = new EnumMap<>(Stage.class);
    workers.all().forEach(worker -> stages.merge(stageOf.apply(worker), 1, Integer::sum));
    int done = stages.getOrDefault(Stage.DONE, 0) + stages.getOrDefault(Stage.LATE, 0);
    return "%d of %d workers %s%s%s"
        .formatted(
            done,
            workers.all().size(),
            what,
            also(stages, Stage.RECEIVED, "have received it"),
            also(stages, Stage.REFUSED, "refuse it"));
  }

  private static String also(Map<Stage, Integer> stages, Stage stage, String words) {
    int number = stages.getOrDefault(stage, 0);
    return number == 0 ? "" : ", " + number + " " + words;
  }

  private int told(String ruleSet, String what, Function<Worker, Stage> stageOf) {
    List<Worker> refused = at(Stage.REFUSED, stageOf);
    List<Worker> late = at(Stage.LATE, stageOf);
    for (Worker worker : refused) {
      Word word = workers.of(worker, ruleSet);
      String cause = word == null ? "" : ": " + StatusText.cause(word);
      screen.out().println(screen.alert("refused by ") + worker + cause);
    }
    for (Worker worker : late) {
      screen.out().println("late in " + worker + ": cases in between are marked");
    }
    if (isOver(stageOf)) {
      screen.out().println(progress(what, stageOf));
      return refused.isEmpty() && late.isEmpty() ? Exit.FINE : Exit.FINDING;
    }
    if (!refused.isEmpty()) {
      screen.out().println(progress(what, stageOf));
      return Exit.FINDING;
    }
    throw new Problem(
        workers.all().isEmpty()
            ? "no worker of a job has reported in %s".formatted(Spans.words(atMost.toMillis()))
            : "after %s %s".formatted(Spans.words(atMost.toMillis()), progress(what, stageOf)),
        "what was written stands; see whether the job runs and its time moves"
            + " (docs/operations.md), and look again with `almenara rules status`");
  }

  private List<Worker> at(Stage stage, Function<Worker, Stage> stageOf) {
    return workers.all().stream().filter(worker -> stageOf.apply(worker) == stage).toList();
  }
}
