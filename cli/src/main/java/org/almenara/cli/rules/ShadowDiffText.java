package org.almenara.cli.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.almenara.cli.Screen;
import org.almenara.cli.cases.CaseLine;
import org.almenara.cli.cases.LaneComparison;
import org.almenara.cli.cases.LaneComparison.Alone;
import org.almenara.cli.cases.LaneComparison.Counts;
import org.almenara.cli.cases.LaneComparison.Moved;
import org.almenara.cli.cases.LaneComparison.Points;
import org.almenara.cli.cases.LaneComparison.Rank;
import org.almenara.cli.cases.ToldCase;
import org.almenara.schemas.FlaggedCase;

/** What a shadow changes, for a person: each case with where its records lie, then by rule. */
final class ShadowDiffText {

  /** More stand in {@code --json}. */
  private static final int RECORDS = 6;

  private final Screen screen;

  ShadowDiffText(Screen screen) {
    this.screen = screen;
  }

  void print(LaneComparison comparison) {
    heading("GAINED: in shadow only", comparison.gained().size());
    comparison.gained().forEach(each -> print(each, "judged"));
    heading("LOST: judged only", comparison.lost().size());
    comparison.lost().forEach(each -> print(each, "shadow"));
    heading("MOVED: judged -> in shadow", comparison.moved().size());
    comparison.moved().forEach(this::print);
    byRule(comparison.byRule());
    line("");
    line(
        "%s in the same place, %d shifted by others, %d judged before and not compared"
            .formatted(
                RemarkPrinter.count(comparison.alike(), "case"),
                comparison.shifted(),
                comparison.earlier().size()));
    if (comparison.differs()) {
      line("`almenara case show ID` says all of a case.");
    }
  }

  private void print(Alone alone, String other) {
    ToldCase told = alone.told();
    line(
        "%s  %-7s %5s  rank %s  %s, opened %s"
            .formatted(
                screen.bold(id(told)),
                told.unit(),
                points(told.pointsMilli()),
                rank(alone.rank()),
                focal(told),
                told.opened()));
    line("    rules    " + rules(alone.rules()));
    ToldCase near = alone.nearMiss();
    line(
        "    %-8s %s"
            .formatted(
                other,
                near == null
                    ? "nothing"
                    : "near miss %s: %s points of %s, corroboration %s"
                        .formatted(
                            id(near),
                            points(near.pointsMilli()),
                            points(near.content().strength().lineMilli()),
                            near.content().strength().corroboration())));
    records(told);
  }

  private void print(Moved moved) {
    ToldCase was = moved.judged();
    ToldCase is = moved.inShadow();
    line(
        "%s -> %s  %s  %s  rank %s  %s"
            .formatted(
                screen.bold(id(was)),
                screen.bold(id(is)),
                change(was.unit(), is.unit()),
                change(points(was.pointsMilli()), points(is.pointsMilli())),
                change(rank(moved.was()), rank(moved.is())),
                focal(is)));
    line("    rules    " + rules(moved.rules()));
    records(is);
  }

  private void records(ToldCase told) {
    List<FlaggedCase.Location> cited = told.newest().provenance();
    String more = cited.size() > RECORDS ? " and " + (cited.size() - RECORDS) + " more" : "";
    line("    case     " + told.place());
    line(
        "    records  "
            + cited.stream()
                .limit(RECORDS)
                .map(ShadowDiffText::place)
                .collect(Collectors.joining(", "))
            + more);
  }

  static String place(FlaggedCase.Location record) {
    return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }

  private void byRule(SortedMap<String, Counts> byRule) {
    if (byRule.isEmpty()) {
      return;
    }
    line("");
    Table table = new Table("BY RULE", "GAINED", "LOST", "UP", "DOWN", "OTHER UNIT");
    for (Map.Entry<String, Counts> rule : byRule.entrySet()) {
      Counts counts = rule.getValue();
      table.row(
          rule.getKey(),
          number(counts.gained()),
          number(counts.lost()),
          number(counts.up()),
          number(counts.down()),
          number(counts.otherUnit()));
    }
    table.print(screen);
  }

  private static String number(int count) {
    return count == 0 ? "-" : String.valueOf(count);
  }

  private static String rules(SortedMap<String, Points> rules) {
    return rules.isEmpty()
        ? "all give as much: line, caps, typologies or routes differ"
        : rules.entrySet().stream()
            .map(
                rule ->
                    rule.getKey()
                        + " "
                        + change(
                            points(rule.getValue().judged()), points(rule.getValue().inShadow())))
            .collect(Collectors.joining(", "));
  }

  private static String change(String was, String is) {
    return was.equals(is) ? was : was + " -> " + is;
  }

  private static String rank(Rank rank) {
    return rank.at() + "/" + rank.of();
  }

  private static String id(ToldCase told) {
    return told.content().id().substring(0, CaseLine.ID_DIGITS);
  }

  private static String focal(ToldCase told) {
    return told.content().focal().type().code() + " " + told.content().focal().token();
  }

  private static String points(long milli) {
    return String.format(Locale.ROOT, "%.1f", milli / 1000.0);
  }

  private void heading(String text, int number) {
    line("");
    line(screen.bold(text) + " (" + number + ")");
  }

  private void line(String text) {
    screen.out().println(text);
  }
}
