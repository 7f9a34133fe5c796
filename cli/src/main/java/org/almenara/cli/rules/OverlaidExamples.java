package org.almenara.cli.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.GroupRule;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSource;
import org.almenara.engine.rules.examples.Example;
import org.almenara.engine.rules.examples.Outcome;

/**
 * What an overlay makes of examples. They say what the published values do, so with other values
 * some come out otherwise, and that is no fault; but a lawful explanation must not fire.
 *
 * @param examples that were run with the overlay
 * @param turned those that come out otherwise
 */
record OverlaidExamples(int examples, List<Turned> turned) {

  /** How an example comes out, where that is not as with the published values. */
  enum Turn {
    FIRES,
    QUIET,
    OTHER_FINDINGS
  }

  /** An example that comes out otherwise. */
  record Turned(Rule rule, Example example, Turn turn) {

    /** Whether somebody lawful is now told of. */
    boolean harms() {
      String kind = example.kind();
      return turn == Turn.FIRES && !kind.equals(Example.QUIET) && !kind.equals(Example.FIRES);
    }
  }

  /**
   * Runs again the examples of rules that the overlay bears on.
   *
   * @param published what came of them without it
   * @param overlaid the rule set with it
   */
  static OverlaidExamples of(ExampleRun published, Inspection overlaid) {
    RuleSet ruleSet = Compiled.ruleSet(overlaid);
    Set<String> borneOn = borneOn(overlaid, ruleSet);
    List<Turned> turned = new ArrayList<>();
    int examples = 0;
    for (ExampleRun.OfRule of : published.rules()) {
      if (borneOn.contains(of.rule().id())) {
        Rule rule = Objects.requireNonNull(ruleSet.rule(of.rule().id()));
        for (Outcome before : of.outcomes()) {
          examples++;
          Outcome after = Outcome.of(ruleSet, rule, before.example());
          if (!after.found().equals(before.found())) {
            turned.add(new Turned(rule, before.example(), turn(before, after)));
          }
        }
      }
    }
    return new OverlaidExamples(examples, turned);
  }

  private static Turn turn(Outcome before, Outcome after) {
    if (before.found().isEmpty()) {
      return Turn.FIRES;
    }
    return after.found().isEmpty() ? Turn.QUIET : Turn.OTHER_FINDINGS;
  }

  /** Rules with values of the overlay, and rules about groups of whom such a rule may hold. */
  private static Set<String> borneOn(Inspection overlaid, RuleSet ruleSet) {
    Set<String> ids =
        overlaid.sources().stream()
            .filter(RuleSource::isOverlaid)
            .map(RuleSource::id)
            .collect(Collectors.toCollection(TreeSet::new));
    for (GroupRule group : ruleSet.groups().rules()) {
      if (group.membership().rules().stream().anyMatch(ids::contains)) {
        ids.add(group.rule().id());
      }
    }
    return ids;
  }

  /** Whether no lawful explanation fires with the overlay. */
  boolean fine() {
    return turned.stream().noneMatch(Turned::harms);
  }

  void print(Screen screen) {
    screen
        .out()
        .println(
            "with the overlay, %s: %d as published, %d otherwise"
                .formatted(
                    RemarkPrinter.count(examples, "example"),
                    examples - turned.size(),
                    turned.size()));
    for (Turned one : turned) {
      String how =
          switch (one.turn()) {
            case FIRES -> one.harms() ? screen.alert("FIRES    ") : "fires    ";
            case QUIET -> "quiet    ";
            case OTHER_FINDINGS -> "differs  ";
          };
      screen
          .out()
          .println(
              "  %s%s: %s (%s)"
                  .formatted(how, one.rule().id(), one.example().name(), one.example().kind()));
    }
  }

  /** Says that somebody lawful is told of, and gives the exit code. */
  static int refused(Screen screen, String consequence) {
    return Refusing.say(
        screen,
        consequence + "a lawful explanation fires with the overlay",
        "choose values with which it stays quiet; or, if it cannot be told apart, let its example"
            + " say so: kind: fires, like: ...");
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fine", fine());
    json.put("examples", examples);
    json.put("otherwise", turned.stream().map(OverlaidExamples::json).toList());
    return json;
  }

  private static Map<String, Object> json(Turned one) {
    return Map.of(
        "rule", one.rule().id(),
        "name", one.example().name(),
        "kind", one.example().kind(),
        "turn", one.turn().name().toLowerCase(Locale.ROOT));
  }
}
