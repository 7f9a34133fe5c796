package org.almenara.cli.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.lint.Cost;
import org.almenara.schemas.EntityType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Weighs the rules of a folder. */
@Command(
    name = "cost",
    description = {
      "What the rules of a folder cost: bytes of state of one entity of each type, by measure, and"
          + " how many measures take a record of each type.",
      "BUSY is an entity whose lists are full, with a record a minute for each measure and a session"
          + " every four hours: the figure that the budget is for. MOST is what the contracts let in"
          + " at a record a second.",
      "Exit codes: 0 within the budget, 1 over it, or the rules do not compile, 2 usage (no such"
          + " folder), 3 a file cannot be read, or there are no settings."
    })
final class CostCommand implements Callable<Integer> {

  private static final int TEXT = 60;

  private final Screen screen;

  @Mixin private final FolderParameter folder = new FolderParameter();
  @Mixin private final OverlayOption overlay = new OverlayOption();

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  CostCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    Inspection inspection = Compiled.orSay(overlay.over(folder.read()), screen);
    if (inspection == null) {
      return Exit.FINDING;
    }
    RuleSet ruleSet = Compiled.ruleSet(inspection);
    Cost cost = Cost.of(ruleSet);
    long budget = ruleSet.settings().budgetBytes();
    if (json) {
      JsonLine.print(screen, json(cost, budget));
    } else {
      print(cost, budget);
    }
    return cost.entities().stream().allMatch(entity -> entity.bytes() <= budget)
        ? Exit.FINE
        : Exit.FINDING;
  }

  private void print(Cost cost, long budget) {
    line("STATE OF ONE ENTITY, bytes (budget %,d)", budget);
    line("%12s %12s", "BUSY", "MOST");
    for (Cost.OfEntity entity : cost.entities()) {
      line(
          "%,12d %,12d  %s%s",
          entity.bytes(),
          entity.most(),
          screen.bold(entity.type().code()),
          entity.bytes() > budget ? screen.alert("  over the budget") : "");
      for (Cost.OfMeasure measure : entity.measures()) {
        line(
            "%,12d %,12d    %s, read by %s",
            measure.bytes(), measure.most(), words(measure), String.join(", ", measure.readers()));
      }
    }
    line("");
    line("WORK FOR ONE RECORD: measures that can take it, entities that get a copy");
    for (Cost.OfRecord record : cost.records()) {
      line("%12d  %-20s %s", record.measures(), record.type(), codes(record.entities()));
    }
  }

  private void line(String format, Object... args) {
    screen.out().println(String.format(Locale.ROOT, format, args));
  }

  private static String codes(List<EntityType> types) {
    return String.join(", ", types.stream().map(EntityType::code).toList());
  }

  /** A measure in a line: what is asked, how much is remembered, of what. */
  static String words(Cost.OfMeasure measure) {
    return String.join(" and ", measure.functions())
        + (measure.measure().k() > 0 ? ", newest " + measure.measure().k() : "")
        + " in "
        + Spans.words(measure.measure().window())
        + ", "
        + text(measure.measure());
  }

  /** What it takes, shortened. */
  static String text(Measure measure) {
    String text =
        measure
            .text()
            .replaceAll("( \\| )+", " | ")
            .replaceAll(" \\| *$", "")
            .replaceAll("\\s+", " ");
    return text.length() <= TEXT ? text : text.substring(0, TEXT - 1) + "…";
  }

  private static Map<String, Object> json(Cost cost, long budget) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("budget_bytes", budget);
    json.put("entities", cost.entities().stream().map(CostCommand::json).toList());
    json.put("records", cost.records().stream().map(CostCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(Cost.OfEntity entity) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", entity.type().code());
    json.put("busy_bytes", entity.bytes());
    json.put("most_bytes", entity.most());
    json.put("measures", entity.measures().stream().map(CostCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(Cost.OfMeasure measure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("functions", measure.functions());
    json.put("takes", measure.measure().text());
    json.put("remembers", measure.measure().k());
    json.put("window_millis", measure.measure().window());
    json.put("busy_bytes", measure.bytes());
    json.put("most_bytes", measure.most());
    json.put("readers", measure.readers());
    return json;
  }

  private static Map<String, Object> json(Cost.OfRecord record) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", record.type());
    json.put("measures", record.measures());
    json.put("entities", record.entities().stream().map(EntityType::code).toList());
    return json;
  }
}
