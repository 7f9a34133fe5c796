package org.almenara.engine.measures;

import static org.almenara.engine.measures.Told.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FirstSightingsTest {

  private static final long MINUTE = Sent.MINUTE;
  private static final long MEMORY = 120 * MINUTE;
  private static final long WINDOW = 30 * MINUTE;
  private static final Question ASKED = Question.of(Function.FIRST_SEEN, WINDOW);

  private final Told told = new Told(new FirstSightings(2, MEMORY));

  @Test
  void theVeryFirstTokenIsNotNew() {
    told.token("r1", 0, "x").token("r2", 1, "x");
    assertThat(told.value(ASKED, at(2))).isZero();
  }

  @Test
  void anotherTokenIsNewOnce() {
    told.token("r1", 0, "x").token("r2", 1, "y").token("r3", 2, "y").token("r4", 3, "x");
    assertThat(told.value(ASKED, at(4))).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(4))).containsExactly("r2");
  }

  @Test
  void tiesGoByIdentity() {
    told.token("r1", 0, "x").token("r2", 0, "y");
    assertThat(told.evidence(ASKED, at(4))).containsExactly("r2");
  }

  @Test
  void evidenceIsNewestFirst() {
    Told three = new Told(new FirstSightings(3, MEMORY));
    three.token("r1", 0, "x").token("r2", 1, "z").token("r3", 2, "y");
    assertThat(three.evidence(ASKED, at(4))).containsExactly("r3", "r2");
    assertThat(three.evidence(ASKED, at(4), 1)).containsExactly("r3");
  }

  @Test
  void theOtherTokenMayLieAllOfTheMemoryBack() {
    told.token("r1", 0, "x").token("r2", 120, "y");
    assertThat(told.value(ASKED, at(121))).isEqualTo(1);
    Told longer = new Told(new FirstSightings(2, MEMORY)).token("r1", 0, "x");
    longer.tokenAt("r2", at(120) + 1, "y");
    assertThat(longer.value(ASKED, at(121))).isZero();
  }

  @Test
  void seenWithinItsMemoryItIsNotNew() {
    told.token("r1", 0, "x").token("r2", 5, "y").token("r3", 120, "x");
    assertThat(told.value(ASKED, at(121))).isZero();
    told.tokenAt("r4", at(240) + 1, "x");
    assertThat(told.value(ASKED, at(241))).isZero();
    told.token("r5", 200, "y");
    assertThat(told.value(ASKED, at(241))).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(241))).containsExactly("r4");
  }

  @Test
  void aLateSightingInBetweenJoinsTwoChains() {
    told.token("r1", 0, "x").token("r2", 190, "y").token("r3", 200, "x");
    assertThat(told.evidence(ASKED, at(201))).containsExactly("r3");
    told.token("late", 100, "x");
    assertThat(told.evidence(ASKED, at(201))).containsExactly("r2");
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
  void afterATokenHadToGoNothingIsNewForTheMemory() {
    told.token("r1", 0, "x").token("r2", 1, "y");
    assertThat(told.summary().overflowed(ASKED, at(31))).isFalse();
    told.token("r3", 2, "z");
    assertThat(told.summary().overflowed(ASKED, at(150))).isTrue();
    assertThat(told.summary().overflowed(ASKED, at(150) + 1)).isFalse();
    assertThat(told.value(ASKED, at(3))).isZero();
    told.token("r4", 119, "y").token("r5", 120, "w");
    assertThat(told.evidence(ASKED, at(125))).isEmpty();
  }

  @Test
  void oneMillisecondLaterItIsNewAgain() {
    told.token("r1", 0, "x").token("r2", 1, "y").token("r3", 2, "y");
    Told full = new Told(new FirstSightings(1, MEMORY)).token("r1", 0, "x").token("r2", 1, "y");
    full.tokenAt("r3", at(120) + 1, "y");
    assertThat(full.summary().overflowed(ASKED, at(121))).isTrue();
    // The token that had to go is last seen at 0; the one that stays hides nothing from here on.
    Told later = new Told(new FirstSightings(2, MEMORY)).token("r1", 0, "x").token("r2", 1, "y");
    later.token("r3", 2, "z").token("r4", 100, "y").tokenAt("r5", at(121) + 1, "z");
    assertThat(later.value(ASKED, at(122))).isZero();
    Told other = new Told(new FirstSightings(2, MEMORY)).token("r1", 0, "x").token("r2", 1, "y");
    other.token("r3", 90, "z").token("r4", 100, "z").tokenAt("r5", at(121), "y");
    assertThat(other.value(ASKED, at(122))).isZero();
  }

  @Test
  void whatComesLateFromBeforeTheDoubtChangesNothing() {
    told.token("r1", 10, "x").token("r2", 11, "y").token("r3", 12, "z");
    byte[] before = Kept.bytes(told.summary());
    told.token("r0", 10, "w").token("r4", 3, "z").token("r5", 4, "x");
    assertThat(Kept.bytes(told.summary())).isEqualTo(before);
  }

  @Test
  void remembersAChainForItsMemoryLonger() {
    told.token("r1", 0, "x").token("r2", 10, "x");
    told.summary().forget(at(10) + WINDOW + MEMORY, WINDOW);
    assertThat(told.summary().isEmpty()).isFalse();
    told.summary().forget(at(10) + WINDOW + MEMORY + 1, WINDOW);
    assertThat(told.summary().isEmpty()).isTrue();
    assertThat(FirstSightings.memoryMillis(MEMORY)).isEqualTo(MEMORY);
    assertThat(FirstSightings.mostEntries(2, MEMORY, WINDOW)).isEqualTo(8);
    assertThat(FirstSightings.mostEntries(2, MEMORY, MEMORY)).isEqualTo(12);
  }

  @Test
  void theDoubtEndsWithWhatItIsAbout() {
    told.token("r1", 0, "x").token("r2", 1, "y").token("r3", 2, "z");
    byte[] before = Kept.bytes(told.summary());
    told.summary().forget(at(0) + WINDOW + MEMORY, WINDOW);
    assertThat(Kept.bytes(told.summary())).isEqualTo(before);
    told.summary().forget(at(0) + WINDOW + MEMORY + 1, WINDOW);
    assertThat(Kept.bytes(told.summary())).isNotEqualTo(before);
    assertThat(told.summary().overflowed(ASKED, at(3))).isFalse();
  }

  @Test
  void theLargerKIsKeptFromThereOn() {
    told.summary().merge(new FirstSightings(3, MEMORY));
    told.token("r1", 0, "x").token("r2", 1, "y").token("r3", 2, "z");
    assertThat(told.value(ASKED, at(3))).isEqualTo(2);
    told.token("r4", 3, "w");
    assertThat(told.summary().overflowed(ASKED, at(4))).isTrue();
  }

  @Test
  void whatHadToGoElsewhereIsInDoubtHereToo() {
    Told other = new Told(new FirstSightings(2, MEMORY));
    other.token("r1", 0, "u").token("r2", 1, "v").token("r3", 2, "w");
    told.token("r4", 3, "v").token("r5", 4, "w");
    assertThat(told.value(ASKED, at(5))).isEqualTo(1);
    told.summary().merge(other.summary());
    assertThat(told.value(ASKED, at(5))).isZero();
  }

  @Test
  void needsAMemory() {
    assertThatThrownBy(() -> new FirstSightings(1, 0)).hasMessage("no memory of 0 ms");
    assertThat(new FirstSightings(1, 1).isEmpty()).isTrue();
  }
}
