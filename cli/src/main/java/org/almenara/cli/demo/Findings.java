package org.almenara.cli.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.cli.cases.CaseBook;
import org.almenara.cli.cases.CaseCard;
import org.almenara.cli.cases.CaseLine;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.cli.kafka.Connection;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Topic;
import org.almenara.simulator.Simulation;
import org.almenara.simulator.TruthClass;

/** What came of a demo: the best case in full, the other cases, the totals, and the truth. */
final class Findings {

  private static final int LINES = 10;

  private final Screen screen;
  private final Connection connection;
  private final Simulation simulation;
  private final long sent;

  Findings(Screen screen, Connection connection, Simulation simulation, long sent) {
    this.screen = screen;
    this.connection = connection;
    this.simulation = simulation;
    this.sent = sent;
  }

  /** Prints it and gives the exit code. */
  int print() {
    List<FlaggedCase> cases;
    Totals totals;
    try (CommittedReader reader = new CommittedReader(connection)) {
      cases = CaseBook.of(reader.readAll(caseTopics())).ranked();
      totals =
          new Totals(
              sent,
              JobReadings.accepted(),
              JobReadings.heartbeats(),
              reader.readAll(List.of(Topic.EVENTS_REJECTED)).size(),
              reader.readAll(List.of(Topic.EVENTS_LATE)).size());
    }
    if (cases.isEmpty()) {
      line("No case.");
    } else {
      line(CaseCard.of(cases.get(0).content(), screen));
      printOthers(cases);
    }
    printTruth(Verdict.of(cases, simulation.truth()));
    heading("Totals");
    line("  " + totals);
    line("");
    return cases.isEmpty() || !totals.addUp() ? Exit.FINDING : Exit.FINE;
  }

  private static List<Topic> caseTopics() {
    return Arrays.stream(Topic.values()).filter(Topic::holdsCases).toList();
  }

  private void printOthers(List<FlaggedCase> cases) {
    heading("All %d cases, best first".formatted(cases.size()));
    cases.stream().limit(LINES).forEach(one -> line("  " + CaseLine.of(one.content())));
    if (cases.size() > LINES) {
      line("  ... and " + (cases.size() - LINES) + " more");
    }
    line("");
  }

  private void printTruth(Verdict verdict) {
    heading("Against the truth of this simulated world (it measures nothing about the field)");
    for (Verdict.Row row : verdict.rows()) {
      line(
          String.format(
              Locale.ROOT,
              "  %-13s %-16s %s %d of %,d people, in %d of %,d groups",
              row.truth().code(),
              row.behaviour(),
              row.truth() == TruthClass.LAWFUL ? "flagged in error" : "flagged",
              row.flagged(),
              row.people(),
              row.groupsFlagged(),
              row.groups()));
    }
    line("  " + verdict.onLawfulThings() + " cases on lawful instruments, devices or networks");
    line("");
  }

  private void heading(String text) {
    line(screen.bold(text.toUpperCase(Locale.ROOT)));
  }

  private void line(String text) {
    screen.out().println(text);
  }
}
