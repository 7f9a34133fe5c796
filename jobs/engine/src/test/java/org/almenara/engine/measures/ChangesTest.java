package org.almenara.engine.measures;

import static org.almenara.engine.measures.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangesTest {

  private static final long MINUTE = Sent.MINUTE;
  private static final long MEMORY = 120 * MINUTE;
  private static final long WINDOW = 30 * MINUTE;
  private static final Question ASKED = Question.of(Function.CHANGES, WINDOW);

  private final Told told = new Told(new Changes(4, MEMORY));

  @Test
  void countsEachRecordWithAnotherTokenThanTheOneBefore() {
    told.token("r1", 0, "x").token("r2", 1, "x").token("r3", 2, "y").token("r4", 3, "x");
    assertThat(told.value(ASKED, at(4))).isEqualTo(2);
    assertThat(told.evidence(ASKED, at(4))).containsExactly("r4", "r3", "r2");
    assertThat(told.evidence(ASKED, at(4), 1)).containsExactly("r4");
  }

  @Test
  void theRecordBeforeMayLieAllOfTheMemoryBack() {
    told.token("r1", 0, "x").token("r2", 120, "y");
    assertThat(told.value(ASKED, at(121))).isEqualTo(1);
    Told longer = new Told(new Changes(4, MEMORY)).token("r1", 0, "x");
    longer.tokenAt("r2", at(120) + 1, "y");
    assertThat(longer.value(ASKED, at(121))).isZero();
  }

  @Test
  void tiesGoByIdentity() {
    told.token("r2", 0, "x").token("r1", 0, "y").token("r3", 0, "x");
    assertThat(told.evidence(ASKED, at(1))).containsExactly("r2", "r1");
  }

  @Test
  void theWindowHoldsItsStartAndNotItsEnd() {
    told.token("r1", 0, "x").token("r2", 10, "y");
    assertThat(told.value(ASKED, at(10))).isZero();
    assertThat(told.value(ASKED, at(10) + 1)).isEqualTo(1);
    assertThat(told.value(ASKED, at(40))).isEqualTo(1);
    assertThat(told.value(ASKED, at(40) + 1)).isZero();
    assertThat(told.nextChange(ASKED, at(11), 1L)).isEqualTo(at(40) + 1);
    assertThat(told.nextChange(ASKED, at(11), 2L)).isEqualTo(Summary.NEVER);
  }

  @Test
  void remembersTheNewestRecordBeforeTheWindow() {
    told.token("r1", 0, "x").token("r2", 1, "z").token("r3", 40, "y");
    told.summary().forget(at(40), WINDOW);
    assertThat(told.value(ASKED, at(41))).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(41))).containsExactly("r3", "r2");
    Told two = new Told(new Changes(4, MEMORY)).token("r2", 1, "z").token("r3", 40, "y");
    assertThat(Kept.bytes(told.summary())).isEqualTo(Kept.bytes(two.summary()));
  }

  @Test
  void forgetsTheLastRecordAfterItsMemory() {
    told.token("r1", 0, "x");
    told.summary().forget(at(0) + WINDOW + MEMORY, WINDOW);
    assertThat(told.summary().isEmpty()).isFalse();
    told.summary().forget(at(0) + WINDOW + MEMORY + 1, WINDOW);
    assertThat(told.summary().isEmpty()).isTrue();
    assertThat(Changes.memoryMillis(MEMORY)).isEqualTo(MEMORY);
  }

  @Test
  void whatTheWindowHoldsIsNotForgotten() {
    told.token("r1", 10, "x").token("r2", 10, "y");
    told.summary().forget(at(40), WINDOW);
    assertThat(told.value(ASKED, at(40))).isEqualTo(1);
  }

  @Test
  void saysWhereTheRecordBeforeIsMissing() {
    for (int i = 0; i < 5; i++) {
      assertThat(told.summary().overflowed(ASKED, at(9))).isFalse();
      told.token("r" + i, i, "t" + i);
    }
    assertThat(told.value(ASKED, at(9))).isEqualTo(3);
    assertThat(told.summary().overflowed(ASKED, at(31))).isTrue();
    assertThat(told.summary().overflowed(ASKED, at(31) + 1)).isFalse();
    Told apart = new Told(new Changes(1, MEMORY)).token("a", 0, "x").token("b", 140, "y");
    assertThat(apart.summary().overflowed(ASKED, at(150))).isTrue();
    assertThat(apart.summary().overflowed(ASKED, at(150) + 1)).isFalse();
  }
}
