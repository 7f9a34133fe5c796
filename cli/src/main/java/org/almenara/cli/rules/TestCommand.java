package org.almenara.cli.rules;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Nearest;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the examples beside the rules. */
@Command(
    name = "test",
    description = {
      "Runs the examples beside the rules of a folder, by the engine that the job runs, and says"
          + " where a rule does something else than its examples expect, and which examples lack."
          + " Examples are about the published values; with an overlay it says which come out"
          + " otherwise.",
      "Exit codes: 0 all as expected and none lacks, 1 something differs or lacks, or a lawful"
          + " explanation fires with the overlay, or the rules do not compile, 2 usage (no such folder or rule), 3 a file cannot be read, or there are"
          + " no settings."
    })
final class TestCommand implements Callable<Integer> {

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final FolderParameter folder = new FolderParameter();
  @Mixin private final OverlayOption overlay = new OverlayOption();

  @Option(names = "--rule", paramLabel = "ID", description = "Only the examples of this rule.")
  private @Nullable String only;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  TestCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    RuleFolder all = overlay.over(folder.read());
    RuleFolder of = all.withoutOverlay();
    Inspection inspection = Compiled.orSay(of, screen);
    Inspection overlaid = inspection == null ? null : Compiled.orSay(all, screen);
    if (inspection == null || overlaid == null) {
      return Exit.FINDING;
    }
    RuleSet ruleSet = Compiled.ruleSet(inspection);
    ExampleRun run =
        only == null
            ? ExampleRun.ofAll(of, ruleSet, screen)
            : ExampleRun.ofOne(of, ruleSet, rule(ruleSet, only), screen);
    OverlaidExamples with = all.files().hasOverlay() ? OverlaidExamples.of(run, overlaid) : null;
    if (json) {
      Map<String, Object> document = run.json();
      if (with != null) {
        document.put("overlay", with.json());
      }
      JsonLine.print(screen, document);
    } else {
      run.print(screen);
      if (with != null) {
        with.print(screen);
      }
    }
    if (with != null && !with.fine()) {
      return OverlaidExamples.refused(screen, "");
    }
    return run.fine() ? Exit.FINE : Exit.FINDING;
  }

  private Rule rule(RuleSet ruleSet, String id) {
    Rule rule = ruleSet.rule(id);
    if (rule == null) {
      List<String> ids = ruleSet.rules().stream().map(Rule::id).toList();
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "there is no rule '%s' in the set%s".formatted(id, Nearest.hint(id, ids)));
    }
    return rule;
  }
}
