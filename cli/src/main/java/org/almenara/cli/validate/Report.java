package org.almenara.cli.validate;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.almenara.cli.Screen;
import org.almenara.schemas.Json;
import org.almenara.schemas.Refusal;

/**
 * The outcome, for a person or for a program. It never repeats what a record holds.
 *
 * @param source what was read
 * @param contract its contract
 * @param blank lines that held nothing
 */
record Report(String source, String contract, long blank, Tally tally) {

  void print(Screen screen) {
    line(screen, "%s, read as %s", source, contract);
    line(
        screen,
        "  %,d records: %,d good, %s%s",
        tally.records(),
        tally.good(),
        tally.refused() == 0
            ? "none refused"
            : screen.alert(String.format(Locale.ROOT, "%,d refused", tally.refused())),
        blank == 0 ? "" : String.format(Locale.ROOT, "; %,d blank lines skipped", blank));
    if (tally.records() == 0) {
      line(screen, "  %s", screen.alert("There are no records: is it the right one?"));
      return;
    }
    if (!tally.timesJudged()) {
      line(screen, "  Times were not judged: nothing says when the records arrive (--arrival).");
    }
    if (tally.refused() > 0) {
      line(screen, "");
      line(screen, "%s", screen.bold("REFUSED"));
      tally.refusals().forEach(refusal -> print(screen, refusal));
    }
    if (!tally.dropped().isEmpty()) {
      line(screen, "");
      line(screen, "%s", screen.bold("DROPPED FROM RECORDS"));
      line(
          screen,
          "  The contract does not name these fields, or they are not taken here. Stop sending them.");
      tally
          .dropped()
          .forEach(
              path ->
                  line(
                      screen,
                      "  %,9d  %s; %s",
                      path.seen().count(),
                      path.what(),
                      places(path.seen())));
    }
  }

  private static void print(Screen screen, Tally.Line<Refusal> refusal) {
    Refusal what = refusal.what();
    line(
        screen,
        "  %,9d  %s%s; %s",
        refusal.seen().count(),
        what.reason().code(),
        what.path().isEmpty() ? "" : " at " + what.path(),
        places(refusal.seen()));
    line(screen, "             Mend: %s", what.reason().mend());
  }

  private static String places(Tally.Seen seen) {
    List<Place> first = seen.first();
    String word = first.get(0).isLine() ? "line" : "partition@offset";
    return (seen.count() > first.size() ? "first at " : "at ")
        + word
        + " "
        + first.stream().map(Place::toString).collect(joining(", "));
  }

  private static void line(Screen screen, String format, Object... args) {
    screen.out().println(String.format(Locale.ROOT, format, args));
  }

  /** The same as one JSON object on one line. */
  void printJson(Screen screen) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("source", source);
    report.put("contract", contract);
    report.put("records", tally.records());
    report.put("good", tally.good());
    report.put("refused", tally.refused());
    report.put("blank_lines", blank);
    report.put("times_judged", tally.timesJudged());
    report.put("refusals", tally.refusals().stream().map(Report::json).toList());
    report.put("dropped", tally.dropped().stream().map(Report::droppedJson).toList());
    screen.out().println(new String(Json.canonical(report), StandardCharsets.UTF_8));
  }

  private static Map<String, Object> json(Tally.Line<Refusal> refusal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("reason", refusal.what().reason().code());
    json.put("path", refusal.what().path());
    json.put("mend", refusal.what().reason().mend());
    put(json, refusal.seen());
    return json;
  }

  private static Map<String, Object> droppedJson(Tally.Line<String> path) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", path.what());
    put(json, path.seen());
    return json;
  }

  private static void put(Map<String, Object> json, Tally.Seen seen) {
    json.put("count", seen.count());
    json.put("first", seen.first().stream().map(Report::json).toList());
  }

  private static Map<String, Long> json(Place place) {
    return place.isLine()
        ? Map.of("line", place.number())
        : Map.of("partition", (long) place.partition(), "offset", place.number());
  }
}
