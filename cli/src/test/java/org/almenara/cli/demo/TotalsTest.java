package org.almenara.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TotalsTest {

  @Test
  void addUp() {
    Totals totals = new Totals(1_234, 1_000, 200, 30, 4, 0);
    assertThat(totals.addUp()).isTrue();
    assertThat(totals)
        .hasToString(
            "1,234 records sent = 1,000 accepted, those sent twice included + 200 heartbeats"
                + " + 30 refused + 4 too late");
  }

  /** A flood in the last minute has no entry yet, and is not lost. */
  @Test
  void addUpWithWhatWaitsForTheEndOfItsMinute() {
    Totals totals = new Totals(2_234, 1_000, 200, 30, 4, 1_000);
    assertThat(totals.addUp()).isTrue();
    assertThat(totals.toString())
        .endsWith(" + 30 refused + 4 too late + 1,000 in a minute that is still open");
  }

  @Test
  void sayThatARecordGotLost() {
    Totals totals = new Totals(1_235, 1_000, 200, 30, 4, 0);
    assertThat(totals.addUp()).isFalse();
    assertThat(totals.toString()).startsWith("1,235 records sent, and that is NOT 1,000 accepted");
  }
}
