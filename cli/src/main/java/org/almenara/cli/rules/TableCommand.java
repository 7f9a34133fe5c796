package org.almenara.cli.rules;

import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what the rules of a folder look for, and what they could mistake for it. */
@Command(
    name = "table",
    description = {
      "What the rules of a folder look for, by indicator: which rules serve it, which lawful"
          + " explanations each has, and which example shows each; what speaks against a case;"
          + " typologies. As Markdown.",
      "Exit codes: 0 printed, 1 the rules do not compile, 2 usage (no such folder), 3 a file cannot"
          + " be read, or there are no settings."
    })
final class TableCommand implements Callable<Integer> {

  private final Screen screen;

  @Mixin private final FolderParameter folder = new FolderParameter();

  @Option(names = "--json", description = "Prints one JSON object instead of Markdown.")
  private boolean json;

  TableCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    RuleFolder of = folder.read();
    Inspection inspection = Compiled.orSay(of, screen);
    if (inspection == null) {
      return Exit.FINDING;
    }
    RuleTable table = RuleTable.of(Compiled.ruleSet(inspection), of.examples());
    if (json) {
      JsonLine.print(screen, RuleTableJson.of(table));
    } else {
      screen.out().print(RuleTableMarkdown.of(table));
    }
    return Exit.FINE;
  }
}
