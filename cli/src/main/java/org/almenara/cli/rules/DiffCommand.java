package org.almenara.cli.rules;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.engine.measures.Question;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.lint.Cost;
import org.almenara.engine.rules.lint.RuleSetDiff;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What one folder of rules would change of another. */
@Command(
    name = "diff",
    description = {
      "What the rules of folder B would change of those of folder A: rules and settings, key by key;"
          + " what becomes of the state that is kept; what it costs. With --overlay B has these values:"
          + " of one folder twice, it says what they change.",
      "Exit codes: 0 nothing differs, 1 something does, or one does not compile, 2 usage (no such"
          + " folder), 3 a file cannot be read, or there are no settings."
    })
final class DiffCommand implements Callable<Integer> {

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "Folder of the rules that run.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "Folder of the rules that would.")
  private Path after = Path.of("");

  @Mixin private final OverlayOption overlay = new OverlayOption();

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  DiffCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    CommandSpec of = Objects.requireNonNull(spec);
    Inspection a = Compiled.orSay(RuleFolder.read(before, of), screen);
    Inspection b = Compiled.orSay(overlay.over(RuleFolder.read(after, of)), screen);
    if (a == null || b == null) {
      return Exit.FINDING;
    }
    RuleSetDiff diff = RuleSetDiff.of(a, b);
    Cost costBefore = Cost.of(Compiled.ruleSet(a));
    Cost costAfter = Cost.of(Compiled.ruleSet(b));
    if (json) {
      JsonLine.print(screen, json(diff, costBefore, costAfter));
    } else {
      print(diff, costBefore, costAfter);
    }
    return differs(diff) ? Exit.FINDING : Exit.FINE;
  }

  private static boolean differs(RuleSetDiff diff) {
    return !(diff.samePlan()
        && diff.added().isEmpty()
        && diff.removed().isEmpty()
        && diff.changed().isEmpty()
        && diff.settings().isEmpty());
  }

  private void print(RuleSetDiff diff, Cost costBefore, Cost costAfter) {
    if (!differs(diff)) {
      line("nothing differs");
      return;
    }
    heading("RULES");
    diff.added().forEach(id -> line("  added    " + id));
    diff.removed().forEach(id -> line("  removed  " + id + ": what it said ceases"));
    diff.changed()
        .forEach(
            (id, changes) -> {
              line(
                  "  changed  "
                      + id
                      + (diff.hasOldVersion(id) ? ", with its old version: count it up" : ""));
              changes.forEach(this::print);
            });
    if (!diff.settings().isEmpty()) {
      heading("SETTINGS");
      diff.settings().forEach(this::print);
    }
    heading("STATE");
    line(
        diff.samePlan()
            ? "  Both evaluate alike (plan prints are equal): no rule is evaluated anew."
            : "  Plan prints differ: every rule is evaluated anew at the next instant of its entity.");
    diff.measures().forEach(this::print);
    diff.questions().forEach(this::print);
    printCost(costBefore, costAfter);
  }

  private void print(RuleSetDiff.Change change) {
    String was = change.before();
    String is = change.after();
    if (was == null) {
      line("    " + change.key() + ": " + is + " (new)");
    } else if (is == null) {
      line("    " + change.key() + ": " + was + " (gone)");
    } else if (was.length() + is.length() <= 80) {
      line("    " + change.key() + ": " + was + " -> " + is);
    } else {
      line("    " + change.key() + ":");
      line("      - " + was);
      line("      + " + is);
    }
  }

  private void print(RuleSetDiff.OfMeasure of) {
    String readers = String.join(", ", of.readers());
    int k = of.measure().k();
    String what =
        of.measure().entity().code() + ": " + CostCommand.text(of.measure()) + " (" + readers + ")";
    switch (of.fate()) {
      case KEPT -> line("  kept     " + what + (k > 0 ? within(of.kBefore(), k) : ""));
      case WARMS ->
          line(
              "  warms    "
                  + what
                  + (k > of.kBefore()
                      ? ": remembers the newest " + k + ", so far " + of.kBefore() + ";"
                      : ": looks further back;")
                  + " values may be too low for "
                  + Spans.words(of.warmMillis()));
      case NEW ->
          line(
              "  new      "
                  + what
                  + ": begins with nothing, values may be too low for "
                  + Spans.words(of.warmMillis()));
      case GONE -> line("  gone     " + what);
    }
  }

  private static String within(int before, int k) {
    return before == k
        ? ": thresholds stay within the newest " + k
        : ": remembers the newest " + k + ", so far " + before;
  }

  private void print(RuleSetDiff.OfQuestion of) {
    if (!of.measureIsNew()) {
      line(
          "  "
              + (of.asked() ? "asked    " : "unasked  ")
              + words(of.question())
              + " every "
              + Spans.words(of.slideMillis())
              + " ("
              + String.join(", ", of.readers())
              + ")"
              + (of.asked() ? ": of state that is there" : ""));
    }
  }

  private static String words(Question question) {
    return question.function().name().toLowerCase(Locale.ROOT)
        + " in "
        + Spans.words(question.window())
        + (question.baseline() == 0 ? "" : " against " + Spans.words(question.baseline()))
        + (question.atLeast() == 0 ? "" : " of at least " + question.atLeast())
        + (question.limit() == 0 ? "" : " with limit " + Spans.words(question.limit()));
  }

  private void printCost(Cost before, Cost after) {
    heading("COST, bytes of one busy entity");
    SortedMap<String, Long> was = byType(before);
    SortedMap<String, Long> is = byType(after);
    for (String type : types(was, is)) {
      line(
          String.format(
              Locale.ROOT,
              "  %-10s %,12d -> %,d",
              type,
              was.getOrDefault(type, 0L),
              is.getOrDefault(type, 0L)));
    }
  }

  private static SortedSet<String> types(
      SortedMap<String, Long> before, SortedMap<String, Long> after) {
    TreeSet<String> types = new TreeSet<>(before.keySet());
    types.addAll(after.keySet());
    return types;
  }

  private static SortedMap<String, Long> byType(Cost cost) {
    TreeMap<String, Long> bytes = new TreeMap<>();
    cost.entities().forEach(entity -> bytes.put(entity.type().code(), entity.bytes()));
    return bytes;
  }

  private void heading(String text) {
    line(screen.bold(text));
  }

  private void line(String text) {
    screen.out().println(text);
  }

  private static Map<String, Object> json(RuleSetDiff diff, Cost before, Cost after) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("added", diff.added());
    json.put("removed", diff.removed());
    Map<String, Object> changed = new LinkedHashMap<>();
    diff.changed().forEach((id, changes) -> changed.put(id, json(changes)));
    json.put("changed", changed);
    json.put("settings", json(diff.settings()));
    json.put("same_plan", diff.samePlan());
    json.put("measures", diff.measures().stream().map(DiffCommand::json).toList());
    json.put("busy_bytes_before", byType(before));
    json.put("busy_bytes_after", byType(after));
    return json;
  }

  private static List<Map<String, Object>> json(List<RuleSetDiff.Change> changes) {
    return changes.stream().map(DiffCommand::json).toList();
  }

  private static Map<String, Object> json(RuleSetDiff.Change change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", change.key());
    if (change.before() != null) {
      json.put("before", change.before());
    }
    if (change.after() != null) {
      json.put("after", change.after());
    }
    return json;
  }

  private static Map<String, Object> json(RuleSetDiff.OfMeasure of) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fate", of.fate().name().toLowerCase(Locale.ROOT));
    json.put("entity", of.measure().entity().code());
    json.put("takes", of.measure().text());
    json.put("remembers", of.measure().k());
    json.put("remembered", of.kBefore());
    json.put("warms_for_millis", of.warmMillis());
    json.put("readers", of.readers());
    return json;
  }
}
