package org.almenara.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.almenara.schemas.Json;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.almenara.simulator.Simulation;
import org.almenara.simulator.TruthClass;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
              refused(reader, Topic.EVENTS_REJECTED),
              refused(reader, Topic.EVENTS_LATE),
              JobReadings.open());
    }
    if (cases.isEmpty()) {
      line("No case.");
    } else {
      line(CaseCard.of(cases.get(0), screen));
      printOthers(cases);
    }
    printTruth(Verdict.of(cases, simulation.truth()));
    heading("Totals");
    line("  " + totals);
    line("");
    return cases.isEmpty() || !totals.addUp() ? Exit.FINDING : Exit.FINE;
  }

  /** Records that the entries of the topic stand for. */
  private static long refused(CommittedReader reader, Topic topic) {
    long refused = 0;
    for (ConsumerRecord<byte[], byte[]> entry : reader.readAll(List.of(topic))) {
      try {
        refused += Json.read(entry.value(), RefusedRecord.class).count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return refused;
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
    heading("Flagged, against the truth of this simulated world");
    for (Verdict.Row row : verdict.rows()) {
      line(
          String.format(
              Locale.ROOT,
              "  %-13s %-16s %5d of %,5d people %5d of %,5d groups  %s",
              row.truth().code(),
              row.behaviour(),
              row.flagged(),
              row.people(),
              row.groupsFlagged(),
              row.groups(),
              word(row)));
    }
    line("  " + verdict.onLawfulThings() + " cases on lawful instruments, devices or networks");
    line("  How a simulation went measures nothing about the field.");
    line("");
  }

  private String word(Verdict.Row row) {
    boolean flagged = row.flagged() > 0;
    if (row.truth() == TruthClass.LAWFUL) {
      return flagged ? screen.alert("in error") : "";
    }
    return flagged ? "found" : screen.alert("missed");
  }

  private void heading(String text) {
    line(screen.bold(text.toUpperCase(Locale.ROOT)));
  }

  private void line(String text) {
    screen.out().println(text);
  }
}
