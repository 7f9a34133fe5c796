package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DrawTest {

  @Property
  void aChildDrawsTheSameWhateverItsParentDrew(
      @ForAll long seed, @ForAll @IntRange(max = 50) int drawn) {
    Draw parent = Draw.of(seed);
    long first = parent.child("somebody").next();
    for (int i = 0; i < drawn; i++) {
      parent.next();
    }

    assertThat(parent.child("somebody").next()).isEqualTo(first);
    assertThat(parent.again().next()).isEqualTo(Draw.of(seed).next());
    assertThat(parent.child("somebody else").next()).isNotEqualTo(first);
  }

  @Property
  void staysInsideItsRange(
      @ForAll long seed, @ForAll @IntRange(max = 9) int low, @ForAll @IntRange(max = 9) int more) {
    Count range = new Count(low, low + more);
    Draw draw = Draw.of(seed);
    for (int i = 0; i < 100; i++) {
      assertThat(draw.between(range)).isBetween(low, low + more);
    }
  }

  @Test
  void reachesBothEndsOfItsRange() {
    Draw draw = Draw.of(1);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      seen.add(draw.between(new Count(3, 5)));
    }

    assertThat(seen).containsExactlyInAnyOrder(3, 4, 5);
  }

  @Test
  void hitsSharesAsOftenAsTheySay() {
    Draw draw = Draw.of(1);
    int[] hits = new int[3];
    for (int i = 0; i < 100_000; i++) {
      hits[draw.which(new Share(0.1), new Share(0.3))]++;
    }

    assertThat(hits[0]).isBetween(9_700, 10_300);
    assertThat(hits[1]).isBetween(29_500, 30_500);
    assertThat(hits[2]).isBetween(59_500, 60_500);
  }
}
