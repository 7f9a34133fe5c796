package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The file of a rule, for tools that say something about it: what it says where. */
public final class RuleSource {

  private final String fileName;
  private final RuleFile rule;
  private final YamlFile file;

  RuleSource(String fileName, YamlFile.Parsed<RuleFile> parsed) {
    this.fileName = fileName;
    this.rule = parsed.value();
    this.file = parsed.file();
  }

  /**
   * CEL over one record, as a measure has it.
   *
   * @param measure name of the measure; empty for what makes one a member of a group
   * @param key of the measure under which it stands
   * @param number whether it is a number that is measured; else a condition on a record
   * @param fields the fields that it reads, in the order of the text
   */
  public record Expression(String measure, String key, boolean number, List<FieldUse> fields) {

    private String pointer() {
      return measure.isEmpty() ? "/group/" + key : "/measures/" + measure + "/" + key;
    }
  }

  /**
   * A fact that the rule requires.
   *
   * @param text as it is written
   * @param type the record type
   * @param known whether the contract of that type has the field
   */
  public record Fact(String text, String type, boolean known) {}

  /** Name of the file. */
  public String fileName() {
    return fileName;
  }

  /** Whether an overlay has values for it. */
  public boolean isOverlaid() {
    return file.isOverlaid();
  }

  /** The rule's id. */
  public String id() {
    return rule.id();
  }

  /** The indicator that it serves. */
  public String indicator() {
    return rule.indicator();
  }

  /** The family of its points; absent where it is counter-evidence. */
  public @Nullable Family family() {
    return rule.family();
  }

  /** Public sources of the phenomenon. */
  public List<String> references() {
    return rule.references();
  }

  /** What a feed must give; those that no contract has in any type are left out. */
  public List<Fact> requires() {
    List<Fact> facts = new ArrayList<>();
    for (String text : Objects.requireNonNullElse(rule.requires(), List.<String>of())) {
      RecordFields.codes("type").stream()
          .filter(type -> RuleChecks.isFactOf(type, text))
          .findFirst()
          .ifPresent(type -> facts.add(new Fact(text, type, isKnown(type, text))));
    }
    return facts;
  }

  private static boolean isKnown(String type, String fact) {
    return fact.equals(type) || RecordFields.has(type, fact.substring(type.length() + 1));
  }

  /** What it says of records, by measure; what is no CEL is left out. */
  public List<Expression> expressions() {
    List<Expression> expressions = new ArrayList<>();
    GroupFile group = rule.group();
    if (group != null) {
      expressions.add(new Expression("", "active", false, FieldUse.in(group.active().strip())));
    }
    new TreeMap<>(rule.measures())
        .forEach(
            (name, measure) -> {
              Map<String, Object> keys = YamlBinder.values(measure);
              Arrays.stream(MeasureForm.values())
                  .filter(form -> keys.containsKey(form.key()))
                  .findFirst()
                  .ifPresent(form -> addExpressions(name, form, keys, expressions));
            });
    return expressions;
  }

  private static void addExpressions(
      String measure, MeasureForm form, Map<String, Object> keys, List<Expression> expressions) {
    boolean number = form.takes() == MeasureForm.Takes.NUMBER;
    List<String> parts = new ArrayList<>(List.of("where", "then", "without", "to"));
    if (number || form.takes() == MeasureForm.Takes.FILTER) {
      parts.add(form.key());
    }
    for (String key : parts) {
      Object text = keys.get(key);
      if (text != null) {
        boolean ofNumber = key.equals("to") || (number && key.equals(form.key()));
        expressions.add(
            new Expression(measure, key, ofNumber, FieldUse.in(String.valueOf(text).strip())));
      }
    }
  }

  /** What the file says, by dotted key: {@code measures.n.where}. */
  public SortedMap<String, String> values() {
    return FlatValues.of(rule);
  }

  /** Something to say of the value under a JSON pointer. */
  public RuleProblem at(String pointer, String cause, String mend) {
    return file.at(pointer, cause, mend);
  }

  /** Something to say of a field that an expression reads. */
  public RuleProblem at(Expression expression, FieldUse use, String cause, String mend) {
    return file.at(expression.pointer(), new Expressions.Problem(use.offset(), cause, mend));
  }
}
