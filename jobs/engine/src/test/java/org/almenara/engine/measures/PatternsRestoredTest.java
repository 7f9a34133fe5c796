package org.almenara.engine.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Restored, copied or merged from two halves, a summary of patterns says what the whole says. */
class PatternsRestoredTest {

  private static final long HOUR = PatternStreams.HOUR;

  private static void check(Function function, Supplier<Summary> empty, List<Sent> stream) {
    Question asked =
        Question.of(function, 200 * HOUR).withLimit(8 * HOUR).inZones(PatternStreams.ZONES);
    long instant = stream.stream().mapToLong(Sent::visible).max().orElseThrow() + HOUR;
    Summary whole = of(empty, stream);
    Summary merged = of(empty, stream.subList(0, stream.size() / 2));
    merged.merge(of(empty, stream.subList(stream.size() / 2, stream.size())));
    for (Summary same : List.of(Kept.restarted(whole), whole.copy(), merged)) {
      assertThat(same.value(asked, instant))
          .as("%s", function)
          .isEqualTo(whole.value(asked, instant));
      assertThat(same.evidence(asked, instant, 99)).isEqualTo(whole.evidence(asked, instant, 99));
      assertThat(same.overflowed(asked, instant)).isEqualTo(whole.overflowed(asked, instant));
      assertThat(Kept.bytes(same)).isEqualTo(Kept.bytes(whole));
    }
  }

  private static Summary of(Supplier<Summary> empty, List<Sent> stream) {
    Summary summary = empty.get();
    stream.forEach(sent -> summary.add(sent.entry(), sent.reading()));
    return summary;
  }

  @Test
  void saysTheSame() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<Sent> roles = PatternStreams.roles(random);
      check(Function.SEQUENCE, () -> new Sequences(4, HOUR), roles);
      check(Function.ABSENCE, () -> new Absences(4, HOUR), roles);
      List<Sent> silences = PatternStreams.silences(random, HOUR, 3 * HOUR);
      check(Function.RETURNS, () -> new Returns(HOUR, 3 * HOUR), silences);
      List<Sent> tokens = PatternStreams.tokens(random, 5, 2 * HOUR);
      check(Function.FIRST_SEEN, () -> new FirstSightings(3, 2 * HOUR), tokens);
      check(Function.CHANGES, () -> new Changes(9, 2 * HOUR), tokens);
      check(Function.DAY_RUN, LiveSessions::new, PatternStreams.shifts(random));
    }
  }
}
