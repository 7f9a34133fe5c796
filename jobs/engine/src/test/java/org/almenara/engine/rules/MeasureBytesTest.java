package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.Load;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.measures.SummaryBytes;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.Topic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A summary that is filled to its bound takes as many bytes as is said, and no more. */
final class MeasureBytesTest {

  private static final long HOUR = 3_600_000;
  private static final long NOW = 1_767_225_600_000L;

  /** A measure of each kind, how it is filled, and how much of the bound that must reach. */
  enum Full {
    COUNT("{count: records, where: 'type != \"tip.received\"'}", "1h", "n >= 100", 0.99),
    DISTINCT("{distinct: device, where: 'type != \"tip.received\"'}", "1h", "n >= 100", 0.99),
    SEQUENCE(
        "{sequence: 'true', then: 'true', without: 'true', within: 1h, by: device}",
        "1h",
        "n >= 30",
        0.99),
    ABSENCE("{absence: 'true', then: 'true', within: 1h, by: device}", "1h", "n >= 30", 0.99),
    CHANGES("{changes: device, where: 'type != \"tip.received\"'}", "1h", "n >= 30", 0.99),
    RETURNS(
        "{returns: records, where: 'type != \"tip.received\"', after: 6h, memory: 48h}",
        "24h",
        "n >= 3",
        0.8),
    FIRST_SEEN(
        "{first_seen: device, where: 'type != \"tip.received\"', memory: 6h}",
        "24h",
        "n >= 30",
        0.7),
    COVERED("{overlap: device}", "120d", "n >= duration(\"1h\")", 0.9),
    TALLY("{tally: records, where: 'type != \"tip.received\"'}", "24h", "n >= 30", 0.8),
    SHARE(
        "{share: 'true', where: 'type != \"tip.received\"', at_least: 5}", "24h", "n >= 0.5", 0.75),
    SUM("{sum: amount.minor, where: 'amount.currency == \"USD\"'}", "24h", "n >= 30", 0.75),
    MAX("{max: amount.minor, where: 'amount.currency == \"USD\"'}", "24h", "n >= 30", 0.3),
    APPROXIMATE(
        "{distinct: device, where: 'type != \"tip.received\"', approximate: true}",
        "24h",
        "n >= 5000",
        0.6);

    @SuppressWarnings("ImmutableEnumChecker") // a record that nobody changes
    private final Measure measure;

    private final double reached;

    Full(String measure, String window, String when, double reached) {
      this.measure =
          TestRules.of(
                  RuleText.measuring(
                      "rule", "performer", "{n: " + measure + "}", window, "10m", when))
              .measures()
              .iterator()
              .next();
      this.reached = reached;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBusyEntityTakesWhatIsSaid(Full full) throws IOException {
    check(full, Load.BUSY, full.reached);
  }

  @ParameterizedTest
  @EnumSource
  void noEntityTakesMore(Full full) throws IOException {
    // Nobody can find tokens that fill a sketch: their hashes would have to begin with 53 zeros.
    check(full, Load.MOST, full == Full.APPROXIMATE ? 0 : full.reached);
  }

  private static void check(Full full, Load load, double reached) throws IOException {
    Summary summary = full.measure.newSummary(Guards.ON);
    fill(full, load, summary);
    summary.forget(NOW, full.measure.window());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    summary.write(new DataOutputStream(out));
    long said = full.measure.bytes(load, HOUR / 6, SummaryBytes.ANY);
    assertThat((long) out.size()).isBetween((long) (reached * said), said);
  }

  private static void fill(Full full, Load load, Summary summary) {
    Random random = new Random(1);
    IntFunction<String> token = i -> padded("dev1_", i, load.tokenLength());
    long window = full.measure.window();
    switch (full) {
      case COUNT, DISTINCT, SEQUENCE, ABSENCE, CHANGES -> {
        for (int i = 0; i < 2_000; i++) {
          add(summary, load, NOW - 1 - i * 500L, token.apply(i), 7, 0);
        }
      }
      case RETURNS -> {
        for (long at = NOW - 1; at > NOW - window - 48 * HOUR; at -= 6 * HOUR + 1) {
          add(summary, load, at, token.apply(0), 0, 0);
          add(summary, load, at - 1, token.apply(0), 0, 0);
        }
      }
      case FIRST_SEEN -> {
        for (long at = NOW - 1; at > NOW - window - 6 * HOUR; at -= 6 * HOUR + 2_000) {
          for (int i = 0; i < 32; i++) {
            add(summary, load, at - i, token.apply(i), 0, 0);
            add(summary, load, at - i - 1_000, token.apply(i), 0, 0);
          }
        }
      }
      case COVERED -> fillSessions(summary, load, window);
      case TALLY, SHARE, SUM -> {
        long between = HOUR / load.recordsAnHour();
        for (long at = NOW - 1; at > NOW - window; at -= between) {
          int roles = full == Full.SHARE ? Reading.A : 0;
          add(summary, load, at, token.apply(0), roles, full == Full.SUM ? load.amount() : 0);
        }
      }
      case MAX -> {
        for (long at = NOW - 1; at > NOW - window; at -= 5 * 60_000) {
          long number = load.monotonic() ? NOW - at : random.nextLong(load.amount());
          add(summary, load, at, token.apply(0), 0, number);
        }
      }
      case APPROXIMATE -> {
        for (int i = 0; i < 100_000; i++) {
          long at = NOW - 1 - (i * (window - 1) / 100_000);
          add(summary, load, at, token.apply(i), 0, 0);
        }
      }
    }
  }

  private static void fillSessions(Summary summary, Load load, long window) {
    long between = Math.max(24 * HOUR / load.sessionsADay(), window / 520);
    List<Long> starts = new ArrayList<>();
    for (long at = NOW - between; at > NOW - window; at -= between) {
      starts.add(at);
    }
    for (int i = 0; i < starts.size(); i++) {
      String session = padded("ses1_", i, load.tokenLength());
      String of = padded("dev1_", i, load.tokenLength());
      long at = starts.get(i);
      mark(summary, load, at, session, Reading.Mark.STARTED, of);
      for (int pause = 0; pause < load.pauseMarks(); pause++) {
        Reading.Mark mark = pause % 2 == 0 ? Reading.Mark.PAUSED : Reading.Mark.RESUMED;
        mark(summary, load, at + 1 + pause, session, mark, of);
      }
      mark(summary, load, at + 1_000, session, Reading.Mark.ENDED, of);
    }
  }

  private static void mark(
      Summary summary, Load load, long at, String session, Reading.Mark mark, String of) {
    summary.add(entry(load, at), Reading.ofSession(0, session, session, mark, "CO", of));
  }

  private static void add(
      Summary summary, Load load, long at, String token, int roles, long number) {
    summary.add(entry(load, at), new Reading(0, token, token, null, number, 0, roles, null, null));
  }

  private static Entry entry(Load load, long at) {
    String id = padded("r", (int) (at % 1_000_000_000), load.idLength());
    return new Entry(at, id, at, false, Topic.PLATFORM_EVENTS, 0, at, "CO");
  }

  private static String padded(String prefix, int number, int length) {
    String digits = String.format(Locale.ROOT, "%d", number);
    return prefix + "0".repeat(length - prefix.length() - digits.length()) + digits;
  }
}
