package org.almenara.pipeline.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a record is read it is judged, by contract and by its own two times. */
class RecordJudgeTest {

  private static final long TIME = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
  private static final String LOGIN =
      """
      {"id":"record-0001","type":"login","time":"2026-03-02T10:00:00Z","platform":"plaza",\
      "performer":{"token":"prf2_BBBBBBBBBBBBBBBBBBBBBB","origin":"prf1_AAAAAAAAAAAAAAAAAAAAAA"},\
      "device":{"token":"dev1_AAAAAAAAAAAAAAAAAAAAAA","origin":"dev1_AAAAAAAAAAAAAAAAAAAAAA",\
      "relation":"own"}}""";

  private static Judged judge(String json, long arrival) {
    return new RecordJudge(false)
        .judge(Topic.PLATFORM_EVENTS, 3, 77, arrival, json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    // delay of arrival, visible after the record's time, late
    "0, 0, false",
    "30000, 0, false",
    "30001, 1, true",
    "3600000, 3570000, true",
    "-300000, 0, false",
  })
  void anAcceptedRecordCarriesWhenItIsVisible(long delay, long visible, boolean late) {
    Judged judged = judge(LOGIN, TIME + delay);
    Accepted accepted = Objects.requireNonNull(judged.accepted());
    assertThat(accepted.visible()).isEqualTo(TIME + visible);
    assertThat(accepted.entry().late()).isEqualTo(late);
    assertThat(accepted.entry().partition()).isEqualTo(3);
    assertThat(accepted.entry().offset()).isEqualTo(77);
    assertThat(judged.timestamp()).isEqualTo(TIME + visible);
    assertThat(judged.arrival()).isEqualTo(TIME + delay);
  }

  @ParameterizedTest
  @CsvSource({"3600001, LATE", "-300001, FUTURE"})
  void aRecordOutsideTheBoundsIsRefusedAndStillMovesTime(long delay, Refusal.Reason reason) {
    Judged judged = judge(LOGIN, TIME + delay);
    RefusedRecord refused = Objects.requireNonNull(judged.refused());
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.path()).isEqualTo("time");
    assertThat(judged.arrival()).isEqualTo(TIME + delay);
  }

  @Test
  void aRecordThatBreaksTheContractIsRefusedByPlaceAndCauseNeverByValue() {
    Judged judged = judge(LOGIN.replace("prf2_BBBBBBBBBBBBBBBBBBBBBB", "ana@example.org"), TIME);
    RefusedRecord refused = Objects.requireNonNull(judged.refused());
    assertThat(refused.reason()).isEqualTo(Refusal.Reason.LOOKS_LIKE_EMAIL);
    assertThat(refused.path()).isEqualTo("performer.token");
    assertThat(refused.toString()).doesNotContain("ana");
    assertThat(judged.accepted()).isNull();
  }

  @Test
  void aTombstoneIsRefused() {
    Judged judged = new RecordJudge(false).judge(Topic.TIPS, 0, 0, TIME, null);
    assertThat(Objects.requireNonNull(judged.refused()).reason())
        .isEqualTo(Refusal.Reason.TOMBSTONE);
  }

  @Test
  void aPayerIsDroppedUnlessTheDeploymentTakesPayers() {
    byte[] withPayer =
        LOGIN
            .replace(
                "\"performer\":",
                "\"legal_basis\":\"order.7\",\"payer\":{\"token\":\"pyr1_AAAAAAAAAAAAAAAAAAAAAA\","
                    + "\"origin\":\"pyr1_AAAAAAAAAAAAAAAAAAAAAA\"},\"performer\":")
            .getBytes(StandardCharsets.UTF_8);

    Judged off = new RecordJudge(false).judge(Topic.PLATFORM_EVENTS, 0, 0, TIME, withPayer);
    Judged on = new RecordJudge(true).judge(Topic.PLATFORM_EVENTS, 0, 0, TIME, withPayer);

    assertThat(off.dropped()).containsExactly("payer");
    assertThat(event(off).payer()).isNull();
    assertThat(on.dropped()).isEmpty();
    assertThat(event(on).payer()).isNotNull();
  }

  private static PlatformEvent event(Judged judged) {
    return Objects.requireNonNull(Objects.requireNonNull(judged.accepted()).event());
  }

  @Test
  void theSameIdWithOtherContentIsAnotherRecord() {
    Accepted one = Objects.requireNonNull(judge(LOGIN, TIME).accepted());
    Accepted same = Objects.requireNonNull(judge(LOGIN, TIME + 5).accepted());
    Accepted other = Objects.requireNonNull(judge(LOGIN.replace("own", "studio"), TIME).accepted());
    assertThat(same.entry().content()).isEqualTo(one.entry().content());
    assertThat(other.entry().content()).isNotEqualTo(one.entry().content());
  }
}
