package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {

  /** The years 0 to 9999, which four digits can write. */
  @Property(tries = 20_000)
  void readsWhatInstantWrites(
      @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long milli) {
    Instant instant = Instant.ofEpochMilli(milli);

    assertThat(parse(instant.toString())).isEqualTo(milli);
  }

  @Test
  void readsLeapDays() {
    assertThat(parse("2024-02-29T23:59:59.999Z"))
        .isEqualTo(Instant.parse("2024-02-29T23:59:59.999Z").toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-24",
        "2026-11-24T10:15Z",
        "2026-11-24T10:15:00",
        "2026-11-24T10:15:00.Z",
        "2026-11-24T10:15:00.1Z",
        "2026-11-24T10:15:00.123456Z",
        "2026-11-24T10:15:00+00:00",
        "2026-11-24T10:15:00-05:00",
        "2026-11-24t10:15:00Z",
        "2026-11-24T10:15:00z",
        "2026-11-24 10:15:00Z",
        "2026-11-24T24:00:00Z",
        "2026-11-24T10:60:00Z",
        "2026-12-31T23:59:60Z",
        "2026-13-01T10:15:00Z",
        "2026-00-01T10:15:00Z",
        "2026-11-00T10:15:00Z",
        "2026-11-31T10:15:00Z",
        "2023-02-29T10:15:00Z",
        "+026-11-24T10:15:00Z",
        "２０２６-11-24T10:15:00Z",
        "2026-11-24T10:15:00Z\n"
      })
  void takesNoOtherForm(String text) {
    assertThat(parse(text)).isEqualTo(UtcText.NONE);
  }

  /** As a parser's buffer holds it: with other characters on both sides. */
  private static long parse(String text) {
    return UtcText.parse(("0" + text + "0").toCharArray(), 1, text.length());
  }
}
