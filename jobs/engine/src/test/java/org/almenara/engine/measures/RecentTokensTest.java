package org.almenara.engine.measures;

import static org.almenara.engine.measures.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTokensTest {

  private static final Question ASKED = Question.of(Function.DISTINCT, 30 * Sent.MINUTE);

  private final RecentTokens tokens = new RecentTokens(2);
  private final Told told = new Told(tokens);

  @Test
  void countsTheRestWhenATokenIsErased() {
    told.token("r1", 0, "x").token("r2", 1, "y");
    tokens.erase("x");

    assertThat(told.value(ASKED, at(2))).isEqualTo(1);
    assertThat(told.evidence(ASKED, at(2))).containsExactly("r2");
    assertThat(tokens.names("x")).isFalse();
    assertThat(tokens.names("y")).isTrue();
    assertThat(tokens.overflowed(ASKED, at(2))).isFalse();
  }

  @Test
  void saysThatATokenMayBeLackingWhichHadToGoBeforeTheErasure() {
    told.token("r1", 0, "x").token("r2", 1, "y").token("r3", 2, "z");
    assertThat(tokens.overflowed(ASKED, at(3))).isFalse();

    tokens.erase("z");

    assertThat(told.value(ASKED, at(3))).isEqualTo(1);
    assertThat(tokens.overflowed(ASKED, at(3))).isTrue();
    assertThat(tokens.overflowed(ASKED, at(30))).isTrue();
    assertThat(tokens.overflowed(ASKED, at(30) + 1)).isFalse();
  }

  @Test
  void saysSoAfterItWasWrittenAndReadAndUntilItHasForgotten() {
    told.token("r1", 0, "x").token("r2", 1, "y").token("r3", 2, "z");
    tokens.erase("z");

    Summary read = Kept.restarted(tokens);
    assertThat(read.overflowed(ASKED, at(3))).isTrue();
    Summary copy = read.copy();
    copy.forget(at(31), ASKED.window());
    assertThat(copy.overflowed(ASKED, at(3))).isFalse();
    assertThat(read.overflowed(ASKED, at(3))).isTrue();
  }

  @Test
  void aGreaterKFindsOutWhatHadToGoForTheSmallerOne() {
    told.token("r1", 0, "x").token("r2", 1, "y").token("r3", 2, "z");
    tokens.merge(new RecentTokens(8));

    assertThat(tokens.overflowed(ASKED, at(3))).isTrue();
  }
}
