package org.almenara.engine.measures;

import static org.almenara.engine.measures.Told.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReturnsTest {

  private static final long MINUTE = Sent.MINUTE;
  private static final long GAP = 60 * MINUTE;
  private static final long MEMORY = 180 * MINUTE;
  private static final long WINDOW = 30 * MINUTE;
  private static final Question ASKED = Question.of(Function.RETURNS, WINDOW);

  private final Told told = new Told(new Returns(GAP, MEMORY));

  @Test
  void theFirstRecordIsNoReturn() {
    told.record("r", 0);
    assertThat(told.value(ASKED, at(1))).isZero();
  }

  @Test
  void afterExactlyTheGapItIsOne() {
    told.record("a", 0).record("b", 60);
    assertThat(told.value(ASKED, at(61))).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(61))).containsExactly("b", "a");
    assertThat(told.evidence(ASKED, at(61), 1)).containsExactly("b");
  }

  @Test
  void oneMillisecondBeforeItIsNot() {
    told.record("a", 0).recordAt("b", at(60) - 1);
    assertThat(told.value(ASKED, at(61))).isZero();
  }

  @Test
  void afterAllOfItsMemoryItIsOne() {
    told.record("a", 0).record("b", 180);
    assertThat(told.value(ASKED, at(181))).isEqualTo(1);
  }

  @Test
  void oneMillisecondLongerIsNotRemembered() {
    told.record("a", 0).recordAt("b", at(180) + 1);
    assertThat(told.value(ASKED, at(181))).isZero();
  }

  @Test
  void theSilenceIsFromTheLastRecordOfARun() {
    told.record("a", 0).record("b", 30).record("c", 85).record("d", 145);
    assertThat(told.value(ASKED, at(146))).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(146))).containsExactly("d", "c");
  }

  @Test
  void aLateRecordSplitsASilence() {
    told.record("a", 0).record("b", 100);
    assertThat(told.value(ASKED, at(101))).isEqualTo(1);
    told.record("late", 50);
    assertThat(told.value(ASKED, at(101))).isZero();
  }

  @Test
  void aLateRecordMayReturnItself() {
    told.record("a", 0).record("b", 100);
    told.record("late", 75);
    assertThat(told.value(ASKED, at(101))).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(101))).containsExactly("late", "a");
  }

  @Test
  void theWindowHoldsItsStartAndNotItsEnd() {
    told.record("a", 0).record("b", 60);
    assertThat(told.value(ASKED, at(60))).isZero();
    assertThat(told.value(ASKED, at(60) + 1)).isEqualTo(1);
    assertThat(told.value(ASKED, at(90))).isEqualTo(1);
    assertThat(told.value(ASKED, at(90) + 1)).isZero();
    assertThat(told.nextChange(ASKED, at(61), 1L)).isEqualTo(at(90) + 1);
    assertThat(told.nextChange(ASKED, at(61), 2L)).isEqualTo(Summary.NEVER);
  }

  @Test
  void remembersARunForItsMemoryLonger() {
    told.record("a", 0).record("b", 10);
    told.summary().forget(at(10) + WINDOW + MEMORY, WINDOW);
    assertThat(told.summary().isEmpty()).isFalse();
    told.summary().forget(at(10) + WINDOW + MEMORY + 1, WINDOW);
    assertThat(told.summary().isEmpty()).isTrue();
    assertThat(Returns.memoryMillis(MEMORY)).isEqualTo(MEMORY);
  }

  @Test
  void keepsOnlyTheEndsOfRuns() {
    for (int i = 0; i < 500; i++) {
      told.record("r" + i, i);
      told.record("s" + i, i + 0.5);
    }
    Told two = new Told(new Returns(GAP, MEMORY)).record("r0", 0).record("s499", 499.5);
    assertThat(Kept.bytes(told.summary()).length)
        .isLessThan(Kept.bytes(two.record("t", 1_000).summary()).length);
    assertThat(Returns.mostEntries(GAP, MEMORY, WINDOW)).isEqualTo(10);
  }

  @Test
  void copiesOfAnEndAreOneRecord() {
    Reading reading = Reading.ofRecord(1);
    Summary summary = told.summary();
    summary.add(Sent.at(at(0), at(0) + GAP, "a", 1, 1, reading).entry(), reading);
    summary.add(Sent.at(at(0), at(0), "a", 1, 2, reading).entry(), reading);
    told.record("b", 60);
    assertThat(summary.evidence(ASKED, at(61), 9))
        .hasSize(2)
        .noneMatch(Entry::late)
        .anyMatch(entry -> entry.partition() == 1);
  }

  @Test
  void needsAGapThatFitsItsMemory() {
    assertThatThrownBy(() -> new Returns(0, 1)).hasMessage("no silence from 0 to 1 ms");
    assertThatThrownBy(() -> new Returns(3, 2)).hasMessage("no silence from 3 to 2 ms");
    assertThat(new Returns(1, 1).isEmpty()).isTrue();
  }
}
