package org.almenara.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.almenara.cli.Problem;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CaseBookTest {

  private static final FlaggedCase STRONG = SampleCases.weaker("strong", 80_000);
  private static final FlaggedCase WEAK = SampleCases.weaker("weak", 40_000);
  private static final FlaggedCase EXPIRED = SampleCases.expired("over");

  @Test
  void ranksLeadsByPointsAndExpiredCasesLast() {
    CaseBook book =
        CaseBook.of(
            List.of(
                record("cases.ngo.v1", EXPIRED),
                record("cases.police.v1", WEAK),
                record("cases.ngo.v1", STRONG)));

    assertThat(book.ranked()).containsExactly(STRONG, WEAK, EXPIRED);
  }

  @Test
  void keepsTheNewestRevisionOfACaseThatMovedToAnotherUnit() {
    FlaggedCase before = SampleCases.weaker("over", 90_000);

    CaseBook book =
        CaseBook.of(List.of(record("cases.police.v1", before), record("cases.ngo.v1", EXPIRED)));

    assertThat(book.ranked()).containsExactly(EXPIRED);
  }

  @Test
  void forgetsWhatWasWithdrawn() {
    CaseBook book =
        CaseBook.of(
            List.of(
                record("cases.police.v1", STRONG),
                record("cases.police.v1", STRONG.content().id(), null)));

    assertThat(book.ranked()).isEmpty();
  }

  @Test
  void saysWhichRecordIsNoCase() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(
            () -> CaseBook.of(List.of(record("cases.ngo.v1", "k", "{\"tip\":1}".getBytes(UTF_8)))))
        .withMessage("cases.ngo.v1-1@7 is no case of this version's contract");
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, FlaggedCase flagged) {
    return record(topic, flagged.content().id(), Json.canonical(flagged));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(topic, 1, 7, key.getBytes(UTF_8), value);
  }
}
