package org.almenara.engine.rules;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong in the keys of a rule that stand alone; measures and condition are compiled.
 */
final class RuleChecks {

  static final List<String> LANGUAGES = List.of("en", "es", "pt");

  /** Kinds of examples that stand for no explanation. */
  private static final Set<String> KINDS = Set.of("fires", "quiet");

  static final String MEND_TITLE = "add one: cases are read in en, es, pt";
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final RuleFile rule;
  private final Problems problems;

  private RuleChecks(RuleFile rule, Problems problems) {
    this.rule = rule;
    this.problems = problems;
  }

  /** Where problems are noted. */
  interface Problems {
    void add(String pointer, String cause, String mend);
  }

  /**
   * Notes the problems of a rule.
   *
   * @param window milliseconds
   * @param slide milliseconds
   */
  static void check(RuleFile rule, String fileName, long window, long slide, Problems problems) {
    RuleChecks checks = new RuleChecks(rule, problems);
    checks.checkIdentity(fileName);
    checks.checkWords();
    checks.checkNumbers(window, slide);
    checks.checkBearing();
    checks.checkRequires();
  }

  private void checkIdentity(String fileName) {
    if (!fileName.equals(rule.id() + ".yaml")) {
      problems.add(
          "/id", "the id is not the file's name", "rename the file to " + rule.id() + ".yaml");
    }
    if (rule.id().length() > 64 || !rule.id().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      problems.add(
          "/id",
          "'" + rule.id() + "' is no id that a case can name",
          "use lower-case words with hyphens between them, at most 64 characters");
    }
    if (rule.version() < 1) {
      problems.add("/version", "a version counts from 1", "write 1 for a new rule");
    }
    if (rule.status() != RuleFile.Status.STABLE) {
      problems.add(
          "/status",
          "the rule would open cases although it is " + rule.status().code(),
          "keep it outside the rule set until it is stable");
    }
    if (!rule.indicator().matches("I[0-9]{2}[a-z]?")) {
      problems.add("/indicator", "'" + rule.indicator() + "' is no indicator", "write say I09");
    }
    if (!RecordFields.holdsTokens(rule.entity().code())) {
      problems.add(
          "/entity", "no record has a token of a " + rule.entity().code(), "use another entity");
    }
  }

  private void checkWords() {
    for (String language : LANGUAGES) {
      if (!rule.title().containsKey(language)) {
        problems.add("/title", "no title in '" + language + "'", MEND_TITLE);
      }
    }
    for (Map.Entry<String, String> title : new TreeMap<>(rule.title()).entrySet()) {
      if (!LANGUAGES.contains(title.getKey())) {
        problems.add(
            "/title/" + title.getKey(),
            "nobody reads '" + title.getKey() + "'",
            "remove it: cases are read in en, es, pt");
      } else if (title.getValue().isBlank()) {
        problems.add("/title/" + title.getKey(), "the title is empty", "say what is seen");
      }
    }
    if (rule.falsepositives().isEmpty()) {
      problems.add(
          "/falsepositives",
          "no lawful explanation is named",
          "name at least one, and add an example for it");
    }
    for (int i = 0; i < rule.falsepositives().size(); i++) {
      String explanation = rule.falsepositives().get(i);
      String pointer = "/falsepositives/" + i;
      if (explanation.isBlank()) {
        problems.add(pointer, "the explanation is empty", "say it in a few words, or remove it");
      } else if (KINDS.contains(explanation)) {
        problems.add(
            pointer,
            "'" + explanation + "' is a kind of example, so none can be for this explanation",
            "say it in other words");
      } else if (rule.falsepositives().indexOf(explanation) < i) {
        problems.add(pointer, "the explanation is named twice", "name it once");
      }
    }
  }

  private void checkNumbers(long window, long slide) {
    if (slide < MINUTE || DAY % slide != 0 || slide > window) {
      problems.add(
          "/slide",
          "a slide divides a day, is at least a minute and no longer than the window",
          "use 5m, 1h or 6h");
    }
    // What is context may describe only; nothing else speaks without weight.
    int least = rule.tier() == FlaggedCase.Tier.C ? 0 : 1;
    if (rule.points() < least || rule.points() > 100) {
      problems.add("/points", "points lie outside " + least + " to 100", "use whole points inside");
    }
    RuleFile.PassesOn passesOn = rule.passesOn();
    if (passesOn != null && !(passesOn.weight() >= 0.001 && passesOn.weight() <= 1)) {
      problems.add("/passes_on/weight", "the weight lies outside 0.001 to 1", "use 0.5");
    }
  }

  private void checkBearing() {
    List<Family> counters = rule.counters();
    if (counters == null) {
      missing("family", rule.family());
      missing("tier", rule.tier());
      missing("elements", rule.elements());
      needs(FlaggedCase.Element.SEXUAL_EXPLOITATION, FlaggedCase.Element.PURPOSE);
      needs(FlaggedCase.Element.LIVE_DELIVERY, FlaggedCase.Element.SEXUAL_EXPLOITATION);
      return;
    }
    unused("family", rule.family(), "it names the families that it lowers in counters");
    unused("tier", rule.tier(), "it never opens a case");
    unused("elements", rule.elements(), "it supports none");
    unused("passes_on", rule.passesOn(), "it speaks for its own entity only");
    unused("group", rule.group(), "what is lawful for many says nothing about one");
    if (counters.isEmpty()) {
      problems.add("/counters", "it lowers no family", "name at least one, or remove the key");
    }
    for (int i = 0; i < counters.size(); i++) {
      Family family = counters.get(i);
      if (!family.isLowered()) {
        problems.add(
            "/counters/" + i,
            "family " + family.code() + " is never lowered",
            "remove it: what speaks against a tip or a possible minor can be bought");
      } else if (counters.indexOf(family) < i) {
        problems.add(
            "/counters/" + i, "family " + family.code() + " is named twice", "name it once");
      }
    }
  }

  /** Which purpose it is can only be said where a purpose is; each narrows the one before. */
  private void needs(FlaggedCase.Element narrower, FlaggedCase.Element wider) {
    List<FlaggedCase.Element> elements =
        Objects.requireNonNullElse(rule.elements(), List.<FlaggedCase.Element>of());
    if (elements.contains(narrower) && !elements.contains(wider)) {
      problems.add(
          "/elements/" + elements.indexOf(narrower),
          narrower.code() + " says which " + wider.code() + " it is",
          "add " + wider.code() + ", or remove it");
    }
  }

  private void missing(String key, @Nullable Object value) {
    if (value == null) {
      problems.add(
          "/id",
          "'" + key + "' is missing",
          "add " + key + ": ..., or counters: [...] if it is counter-evidence");
    }
  }

  private void unused(String key, @Nullable Object value, String why) {
    if (value != null) {
      problems.add("/" + key, "counter-evidence has no '" + key + "': " + why, "remove it");
    }
  }

  private void checkRequires() {
    List<String> requires = Objects.requireNonNullElse(rule.requires(), List.of());
    for (int i = 0; i < requires.size(); i++) {
      String fact = requires.get(i);
      if (RecordFields.codes("type").stream().noneMatch(type -> isFactOf(type, fact))) {
        problems.add(
            "/requires/" + i,
            "no contract has '" + fact + "'",
            "write a record type, or a type and a field: payout.made.studio");
      }
    }
  }

  static boolean isFactOf(String type, String fact) {
    return fact.equals(type)
        || (fact.startsWith(type + ".")
            && RecordFields.types().containsKey(fact.substring(type.length() + 1)));
  }
}
