package org.almenara.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.almenara.cli.Installation;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.demo.WorldOption;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetException;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.evaluation.Evaluation;
import org.almenara.evaluation.Page;
import org.almenara.evaluation.Report;
import org.almenara.schemas.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The engine over labelled worlds, against their truth. */
@Command(
    name = "evaluate",
    description = {
      "Runs the rules over labelled worlds, through each of their feeds, and says what came of it"
          + " against the truth: report.json and report.html.",
      "Exit code 0: all floors met. 1: one was missed, or the worlds are too small to say."
    })
public final class EvaluateCommand implements Callable<Integer> {

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final WorldOption worldOption = new WorldOption();

  @Option(
      names = "--rules",
      paramLabel = "FOLDER",
      description = "Whose rules (default: deploy/rules).")
  private @Nullable Path rules;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many worlds: the seed given, and those that follow (default: 1).")
  private int seeds = 1;

  @Option(
      names = "--apart",
      paramLabel = "BEHAVIOUR",
      split = ",",
      defaultValue = "knows-thresholds",
      description =
          "Reported apart, as offenders who read thresholds are (default: ${DEFAULT-VALUE}).")
  private Set<String> apart = Set.of();

  @Option(
      names = "--resamples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Of the bootstrap (default: ${DEFAULT-VALUE}).")
  private int resamples = 1000;

  @Option(
      names = "--lessons",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many other worlds boosted trees learn from, a baseline; 0 leaves them out (default:"
              + " ${DEFAULT-VALUE}).")
  private int lessons = 2;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worlds at a time; each holds its own (default: one a core).")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes (default: target/evaluation).")
  private @Nullable Path out;

  @Option(names = "--floors", description = "Prints all floors, not only those that are not met.")
  private boolean floors;

  /** Writes to that screen. */
  public EvaluateCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    requireAtLeast(1, seeds, "--seeds");
    requireAtLeast(100, resamples, "--resamples");
    requireAtLeast(0, lessons, "--lessons");
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    requireAtLeast(1, workers, "--threads");
    Installation installation = Installation.current();
    Evaluation evaluation =
        new Evaluation(
            worldOption.name(),
            worldOption.world(),
            seeds,
            Evaluation.usualTeacher(),
            lessons,
            ruleSet(rules == null ? installation.root().resolve("deploy/rules") : rules),
            resamples,
            apart,
            workers);
    Path folder = out == null ? installation.root().resolve("target/evaluation") : out;
    Progress progress = new Progress(screen, evaluation.parts());
    Report report = run(evaluation, progress);
    progress.end();
    write(folder, report);
    return new Outcome(screen, floors).print(report, folder);
  }

  private Report run(Evaluation evaluation, Progress progress) throws InterruptedException {
    try {
      return evaluation.run(progress::at);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          "world '" + worldOption.name() + "': " + e.getMessage(), "mend the world's file", e);
    }
  }

  private void requireAtLeast(int least, int number, String option) {
    if (number < least) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          option + " " + number + " is too few: write " + least + " or more");
    }
  }

  private static RuleSet ruleSet(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve(RuleSetFiles.SETTINGS))) {
      throw new Problem(
          "there are no rules in " + folder, "name the folder that has a " + RuleSetFiles.SETTINGS);
    }
    try {
      return RuleSetReader.compile(RuleSetFiles.ofFolder(folder));
    } catch (RuleSetException e) {
      throw new Problem(
          e.problems().stream().limit(3).map(Object::toString).collect(Collectors.joining("; ")),
          "almenara rules lint " + folder + " says all of it",
          e);
    }
  }

  private static void write(Path folder, Report report) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("report.json"), Json.canonical(report));
      Files.writeString(folder.resolve("report.html"), Page.of(report));
    } catch (IOException e) {
      throw new Problem("cannot write to " + folder, "name a folder with --out", e);
    }
  }
}
