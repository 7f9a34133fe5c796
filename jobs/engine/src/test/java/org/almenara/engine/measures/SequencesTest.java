package org.almenara.engine.measures;

import static org.almenara.engine.measures.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequencesTest {

  private static final long MINUTE = Sent.MINUTE;
  private static final long T = 30 * MINUTE;
  private static final long WINDOW = 60 * MINUTE;
  private static final Question ASKED = Question.of(Function.SEQUENCE, WINDOW);

  private final Told told = new Told(new Sequences(4, T));

  private long valueAt(double minute) {
    return told.value(ASKED, at(minute));
  }

  @Test
  void aThenBWithinT() {
    told.roles("a", 0, Reading.A).roles("b", 30, Reading.B);
    assertThat(valueAt(31)).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(31))).containsExactly("b", "a");
    assertThat(told.evidence(ASKED, at(31), 1)).containsExactly("b");
  }

  @Test
  void oneMillisecondAfterTIsTooLate() {
    told.roles("a", 0, Reading.A).roles("b", at(30) + 1, Reading.B, null);
    assertThat(valueAt(31)).isZero();
    assertThat(told.evidence(ASKED, at(31))).isEmpty();
  }

  @Test
  void aCBetweenBreaksIt() {
    told.roles("a", 0, Reading.A).roles("c", 5, Reading.C).roles("b", 10, Reading.B);
    assertThat(valueAt(11)).isZero();
    told.roles("a2", 6, Reading.A);
    assertThat(valueAt(11)).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(11))).containsExactly("b", "a2");
  }

  @Test
  void aCBeforeOrAfterBreaksNothing() {
    told.roles("c1", 0, Reading.C).roles("a", 1, Reading.A);
    told.roles("b", 10, Reading.B).roles("c2", 11, Reading.C);
    assertThat(valueAt(12)).isEqualTo(1);
  }

  @Test
  void tiesGoByIdentity() {
    told.roles("1", 0, Reading.A).roles("2", 0, Reading.B);
    assertThat(valueAt(1)).isEqualTo(1);
    Told other = new Told(new Sequences(4, T)).roles("2", 0, Reading.A).roles("1", 0, Reading.B);
    assertThat(other.value(ASKED, at(1))).isZero();
  }

  @Test
  void aRecordNeitherPrecedesItselfNorLiesBetween() {
    told.roles("1", 0, Reading.A | Reading.B);
    assertThat(valueAt(1)).isZero();
    told.roles("2", 2, Reading.A | Reading.B | Reading.C);
    assertThat(valueAt(3)).isEqualTo(1);
    told.roles("3", 3, Reading.B);
    assertThat(valueAt(4)).isEqualTo(2);
  }

  @Test
  void oneAServesSeveralB() {
    told.roles("a", 0, Reading.A).roles("b1", 1, Reading.B).roles("b2", 2, Reading.B);
    assertThat(valueAt(3)).isEqualTo(2);
    assertThat(told.evidence(ASKED, at(3))).containsExactly("b2", "b1", "a");
  }

  @Test
  void onlyOneKeyPairs() {
    told.roles("a", at(0), Reading.A, "x").roles("b", at(1), Reading.B, "y");
    told.roles("b2", at(2), Reading.B, null);
    assertThat(valueAt(3)).isZero();
    told.roles("c", at(3), Reading.C, "y").roles("b3", at(4), Reading.B, "x");
    assertThat(valueAt(5)).isEqualTo(1);
    told.roles("c2", at(3), Reading.C, "x");
    assertThat(valueAt(5)).isZero();
  }

  @Test
  void theWindowHoldsItsStartAndNotItsEnd() {
    told.roles("a", 0, Reading.A).roles("b", 10, Reading.B);
    assertThat(valueAt(10)).isZero();
    assertThat(told.value(ASKED, at(10) + 1)).isEqualTo(1);
    assertThat(valueAt(70)).isEqualTo(1);
    assertThat(told.value(ASKED, at(70) + 1)).isZero();
    assertThat(told.nextChange(ASKED, at(11), 1L)).isEqualTo(at(70) + 1);
    assertThat(told.nextChange(ASKED, at(11), 2L)).isEqualTo(Summary.NEVER);
  }

  @Test
  void remembersAAndCForTLonger() {
    told.roles("a", 0, Reading.A).roles("b", 30, Reading.B);
    told.summary().forget(at(90), WINDOW);
    assertThat(valueAt(90)).isEqualTo(1);
    told.roles("c", 0.5, Reading.C);
    assertThat(valueAt(90)).isZero();
    told.summary().forget(at(90), WINDOW);
    assertThat(valueAt(90)).isZero();
    told.summary().forget(at(90) + 1, WINDOW);
    assertThat(told.summary().isEmpty()).isFalse();
    told.summary().forget(at(90.5) + 1, WINDOW);
    assertThat(told.summary().isEmpty()).isTrue();
  }

  @Test
  void eachPartAloneKeepsIt() {
    for (int role : new int[] {Reading.A, Reading.B, Reading.C}) {
      Told one = new Told(new Sequences(4, T));
      assertThat(one.summary().isEmpty()).isTrue();
      one.roles("r", 0, role);
      assertThat(one.summary().isEmpty()).isFalse();
    }
    assertThat(Sequences.memoryMillis(T)).isEqualTo(T);
  }

  @Test
  void saysWhereAMissingRecordCouldMatter() {
    told.roles("b0", 0, Reading.B);
    for (int i = 1; i <= 4; i++) {
      assertThat(told.summary().overflowed(ASKED, at(60))).isFalse();
      told.roles("b" + i, i, Reading.B);
    }
    assertThat(told.summary().overflowed(ASKED, at(60))).isTrue();
    assertThat(told.summary().overflowed(ASKED, at(60) + 1)).isFalse();
    Told starts = new Told(new Sequences(1, T)).roles("a", 0, Reading.A).roles("b", 1, Reading.A);
    assertThat(starts.summary().overflowed(ASKED, at(90))).isTrue();
    assertThat(starts.summary().overflowed(ASKED, at(90) + 1)).isFalse();
    Told breaks = new Told(new Sequences(1, T)).roles("a", 0, Reading.C).roles("b", 1, Reading.C);
    assertThat(breaks.summary().overflowed(ASKED, at(90))).isTrue();
    assertThat(breaks.summary().overflowed(ASKED, at(90) + 1)).isFalse();
  }

  @Test
  void theLargerKIsKeptFromThereOn() {
    Told more = new Told(new Sequences(6, T)).roles("a", 0, Reading.A);
    told.summary().merge(more.summary());
    for (int i = 1; i <= 8; i++) {
      told.roles("b" + i, i, Reading.B);
    }
    assertThat(valueAt(10)).isEqualTo(6);
  }
}
