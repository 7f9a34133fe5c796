package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.registers.Register;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The worked examples of docs/rules.md say what the engine says, and leave out no measure. */
class MeasureReferenceTest {

  private static final long HOUR = 3_600_000;
  private static final long MONDAY = TestRecords.START - 10 * HOUR;
  private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");

  /** The blocks of the page that are marked as measures, line by line. */
  private static List<List<String>> examples() throws IOException {
    Path page =
        Path.of(Objects.requireNonNull(System.getProperty("almenara.root")), "docs", "rules.md");
    List<List<String>> examples = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(page)) {
      if (line.equals("```measure")) {
        inside = true;
        examples.add(new ArrayList<>());
      } else if (line.equals("```")) {
        inside = false;
      } else if (inside) {
        examples.get(examples.size() - 1).add(line);
      }
    }
    return examples;
  }

  private static MeasureForm form(String measure) {
    return Arrays.stream(MeasureForm.values())
        .filter(form -> measure.startsWith("{" + form.key() + ":"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyMeasureHasAnExample() throws IOException {
    assertThat(examples().stream().map(example -> form(example.get(0))).distinct())
        .containsExactlyInAnyOrder(MeasureForm.values());
  }

  @TestFactory
  Stream<DynamicTest> examplesSayWhatTheEngineSays() throws IOException {
    return examples().stream().map(lines -> dynamicTest(lines.get(0), () -> run(lines)));
  }

  private static void run(List<String> lines) {
    String[] first = lines.get(0).split(" over ", 2);
    MeasureForm form = form(first[0]);
    String condition =
        switch (form.gives().operand().scale()) {
          case NUMBER -> "m >= 1";
          case TIME -> "m >= duration(\"1h\")";
          case QUOTIENT -> "m >= 0.5";
        };
    String measures = "{m: " + first[0] + "}";
    RuleSet ruleSet =
        TestRules.of(
            RuleText.measuring(
                "rule", "performer", measures, first[1], "1h", "'" + condition + "'"));
    Rule.Input input = Objects.requireNonNull(ruleSet.rule("rule")).inputs().get(0);
    Measure measure = input.gauge().measure();
    Summary summary = measure.newSummary(Guards.ON);
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", -1);
      long time = time(words[0], words[1]);
      if (words[2].equals("is")) {
        long value = summary.value(input.gauge().question(), time);
        assertThat(said(form, value)).as(line).isEqualTo(words[3]);
      } else {
        PlatformEvent event = event(words, time);
        Entry entry = new Entry(time, event.id(), time, false, Topic.PLATFORM_EVENTS, 0, time);
        Reading reading =
            measure.intake().where().holds(event) ? measure.read(event, new Register(), 0) : null;
        if (reading != null) {
          summary.add(entry, reading);
        }
      }
    }
  }

  private static long time(String day, String clock) {
    String[] parts = clock.split(":", -1);
    Duration ofDay =
        Duration.ofHours(Long.parseLong(parts[0])).plusMinutes(Long.parseLong(parts[1]));
    return MONDAY + Duration.ofDays(DAYS.indexOf(day)).plus(ofDay).toMillis();
  }

  private static PlatformEvent event(String[] words, long time) {
    List<String> fields = new ArrayList<>();
    fields.add("\"performer\":" + TestRecords.ref("prf", 1, 1));
    fields.add("\"reported_by\":\"platform\"");
    if (words[2].equals("payout.made") && !String.join(" ", words).contains("payout=")) {
      fields.add("\"payout\":" + TestRecords.ref("pay", 1, 1));
    }
    for (String word : Arrays.copyOfRange(words, 3, words.length)) {
      String[] field = word.split("=", -1);
      fields.add("\"" + field[0] + "\":" + value(field[0], field[1]));
    }
    return TestRecords.event("record-" + time, words[2], time, fields.toArray(String[]::new));
  }

  private static String value(String field, String text) {
    return switch (field) {
      case "device" ->
          TestRecords.ref("dev", 1, Integer.parseInt(text)).replace("}", ",\"relation\":\"own\"}");
      case "session", "payout" -> TestRecords.ref(field.substring(0, 3), 1, Integer.parseInt(text));
      case "amount", "share" -> "{\"minor\":" + text + ",\"currency\":\"USD\"}";
      default -> "\"" + text + "\"";
    };
  }

  private static String said(MeasureForm form, long value) {
    if (value == Summary.ABSENT) {
      return "absent";
    }
    return switch (form.gives().operand().scale()) {
      case NUMBER -> Long.toString(value);
      case TIME -> Duration.ofMillis(value).toString().substring(2).toLowerCase(Locale.ROOT);
      case QUOTIENT -> BigDecimal.valueOf(value, 6).stripTrailingZeros().toPlainString();
    };
  }
}
