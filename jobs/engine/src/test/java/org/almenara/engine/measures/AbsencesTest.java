package org.almenara.engine.measures;

import static org.almenara.engine.measures.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbsencesTest {

  private static final long MINUTE = Sent.MINUTE;
  private static final long T = 30 * MINUTE;
  private static final long WINDOW = 60 * MINUTE;
  private static final Question ASKED = Question.of(Function.ABSENCE, WINDOW);

  private final Told told = new Told(new Absences(3, T));

  @Test
  void countsOnceTheDeadlineHasPassed() {
    told.roles("a", 0, Reading.A);
    assertThat(told.value(ASKED, at(30))).isZero();
    assertThat(told.nextChange(ASKED, at(1), 1L)).isEqualTo(at(30) + 1);
    assertThat(told.nextChange(ASKED, at(30), 1L)).isEqualTo(at(30) + 1);
    assertThat(told.value(ASKED, at(30) + 1)).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(31))).containsExactly("a");
    assertThat(told.nextChange(ASKED, at(30) + 1, 1L)).isEqualTo(at(90) + 1);
    assertThat(told.value(ASKED, at(90))).isEqualTo(1);
    assertThat(told.value(ASKED, at(90) + 1)).isZero();
    assertThat(told.nextChange(ASKED, at(90) + 1, 1L)).isEqualTo(Summary.NEVER);
  }

  @Test
  void thresholdsAreReachedByAsManyDeadlines() {
    told.roles("a1", 0, Reading.A).roles("a2", 1, Reading.A).roles("a3", 1, Reading.A);
    assertThat(told.nextChange(ASKED, at(2), 2L)).isEqualTo(at(31) + 1);
    assertThat(told.nextChange(ASKED, at(2), 4L)).isEqualTo(Summary.NEVER);
    assertThat(told.evidence(ASKED, at(40))).containsExactly("a3", "a2", "a1");
    assertThat(told.evidence(ASKED, at(40), 2)).containsExactly("a3", "a2");
  }

  @Test
  void aBAtTheLastMomentAnswers() {
    told.roles("a", 0, Reading.A).roles("b", 30, Reading.B);
    assertThat(told.value(ASKED, at(31))).isZero();
    assertThat(told.nextChange(ASKED, at(30), 1L)).isEqualTo(Summary.NEVER);
  }

  @Test
  void aBOneMillisecondLaterDoesNot() {
    told.roles("a", 0, Reading.A).roles("b", at(30) + 1, Reading.B, null);
    assertThat(told.value(ASKED, at(31))).isEqualTo(1);
  }

  @Test
  void aBAtTheSameTimeOrBeforeDoesNot() {
    told.roles("b", -1, Reading.B).roles("a", 0, Reading.A).roles("b2", 0, Reading.B);
    told.roles("both", 1, Reading.A | Reading.B);
    assertThat(told.value(ASKED, at(32))).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(32))).containsExactly("both");
    assertThat(told.value(ASKED, at(31))).isZero();
  }

  @Test
  void aLateBTakesItBack() {
    told.roles("a", 0, Reading.A);
    assertThat(told.value(ASKED, at(40))).isEqualTo(1);
    told.roles("b", 20, Reading.B);
    assertThat(told.value(ASKED, at(40))).isZero();
  }

  @Test
  void onlyItsKeyAnswers() {
    told.roles("a", at(0), Reading.A, "x").roles("b", at(1), Reading.B, "y");
    told.roles("b2", at(1), Reading.B, null);
    assertThat(told.value(ASKED, at(31))).isEqualTo(1);
    told.roles("b3", at(1), Reading.B, "x");
    assertThat(told.value(ASKED, at(31))).isZero();
  }

  @Test
  void remembersBothForTLonger() {
    told.roles("a", 0, Reading.A).roles("b", 0, Reading.B);
    told.summary().forget(at(90), WINDOW);
    assertThat(told.value(ASKED, at(90))).isEqualTo(1);
    told.roles("b2", at(0) + 1, Reading.B, null);
    told.summary().forget(at(90), WINDOW);
    assertThat(told.value(ASKED, at(90))).isZero();
    told.summary().forget(at(90) + 1, WINDOW);
    assertThat(told.summary().isEmpty()).isFalse();
    told.summary().forget(at(90) + 2, WINDOW);
    assertThat(told.summary().isEmpty()).isTrue();
    told.roles("a", 0, Reading.A);
    assertThat(told.summary().isEmpty()).isFalse();
    told.summary().forget(at(90) + 1, WINDOW);
    assertThat(told.summary().isEmpty()).isTrue();
    assertThat(Absences.memoryMillis(T)).isEqualTo(T);
  }

  @Test
  void saysWhereAMissingRecordCouldMatter() {
    for (int i = 0; i < 4; i++) {
      assertThat(told.summary().overflowed(ASKED, at(90))).isFalse();
      told.roles("a" + i, i, Reading.A);
    }
    assertThat(told.summary().overflowed(ASKED, at(90))).isTrue();
    assertThat(told.summary().overflowed(ASKED, at(90) + 1)).isFalse();
    Told answers = new Told(new Absences(1, T)).roles("b", 0, Reading.B).roles("c", 1, Reading.B);
    assertThat(answers.summary().overflowed(ASKED, at(90) - 1)).isTrue();
    assertThat(answers.summary().overflowed(ASKED, at(90))).isFalse();
  }
}
