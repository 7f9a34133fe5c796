package org.almenara.cli.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.almenara.cli.rules.RuleTable.Entry;
import org.almenara.cli.rules.RuleTable.Explanation;
import org.almenara.cli.rules.RuleTable.Shown;
import org.almenara.engine.rules.Family;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.Typology;

/** A {@link RuleTable} for people: Markdown, a section for each indicator. */
final class RuleTableMarkdown {

  private static final String LANGUAGE = "en";

  private final StringBuilder text = new StringBuilder();

  private RuleTableMarkdown() {}

  static String of(RuleTable table) {
    RuleTableMarkdown markdown = new RuleTableMarkdown();
    markdown.indicators(table);
    if (!table.counterEvidence().isEmpty()) {
      markdown.counterEvidence(table.counterEvidence());
    }
    if (!table.typologies().isEmpty()) {
      markdown.typologies(table.typologies());
    }
    return markdown.text.toString();
  }

  private void indicators(RuleTable table) {
    text.append("## Indicators\n");
    table
        .indicators()
        .forEach(
            (indicator, entries) -> {
              text.append("\n### ").append(indicator).append("\n\n");
              heading("rule", "says", "entity", "family", "root", "tier", "points");
              for (Entry entry : entries) {
                Rule rule = entry.rule();
                Rule.Evidence evidence = rule.evidence();
                row(
                    code(rule.id()),
                    title(rule),
                    rule.entity().code(),
                    evidence.family().code(),
                    rule.root().code(),
                    evidence.tier().code(),
                    points(rule));
              }
              explanations("lawful or harmless explanation", entries);
            });
  }

  private void counterEvidence(List<Entry> entries) {
    text.append("\n## Counter-evidence\n\n");
    heading("rule", "indicator", "says", "entity", "lowers", "root", "points");
    for (Entry entry : entries) {
      Rule rule = entry.rule();
      row(
          code(rule.id()),
          rule.indicator(),
          title(rule),
          rule.entity().code(),
          rule.counters().stream().map(Family::code).collect(Collectors.joining(", ")),
          rule.root().code(),
          points(rule));
    }
    explanations("how it can mislead", entries);
  }

  private void explanations(String what, List<Entry> entries) {
    text.append('\n');
    heading(what, "of rule", "shown by the example", "on which it");
    for (Entry entry : entries) {
      for (Explanation explanation : entry.explanations()) {
        String rule = code(entry.rule().id());
        if (explanation.examples().isEmpty()) {
          row(explanation.text(), rule, "none", "");
        }
        for (Shown shown : explanation.examples()) {
          row(explanation.text(), rule, shown.name(), shown.fires() ? "**fires**" : "is quiet");
        }
      }
    }
  }

  private void typologies(List<Typology> typologies) {
    text.append("\n## Typologies\n\n");
    heading("typology", "says", "describes", "all of", "any of", "parts", "within", "raises", "to");
    for (Typology typology : typologies) {
      row(
          code(typology.id()),
          typology.title().getOrDefault(LANGUAGE, ""),
          typology.describes().code().replace('_', ' '),
          codes(typology.all()),
          codes(typology.any()),
          String.valueOf(typology.atLeast()),
          Spans.words(typology.within()),
          typology.raises() ? "to A" : "no",
          typology.unit() == null ? "" : typology.unit());
    }
  }

  private void heading(String... cells) {
    row(cells);
    text.append("|").append("---|".repeat(cells.length)).append('\n');
  }

  private void row(String... cells) {
    for (String cell : cells) {
      text.append(cell.isEmpty() ? "| " : "| " + plain(cell) + " ");
    }
    text.append("|\n");
  }

  /** What would end a cell or be taken for HTML is written so that it shows. */
  private static String plain(String cell) {
    return cell.strip().replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;");
  }

  private static String title(Rule rule) {
    return rule.title().getOrDefault(LANGUAGE, "");
  }

  private static String points(Rule rule) {
    return String.valueOf(rule.pointsMilli() / 1000);
  }

  private static String code(String id) {
    return "`" + id + "`";
  }

  private static String codes(List<String> ids) {
    return ids.stream().map(RuleTableMarkdown::code).collect(Collectors.joining(", "));
  }
}
