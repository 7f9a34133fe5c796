package org.almenara.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.almenara.engine.testing.Controls;
import org.almenara.schemas.Activation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which activations and stops hold, why the others do not, and up to when each does. */
class ActivationsTest {

  private static final long HOUR = 3_600_000;
  private static final String PACKED = "packed";
  private static final List<String> KNOWN = List.of(PACKED, "a", "b");

  private static Activations of(Heard... heard) {
    return Activations.of(PACKED, List.of(heard), ActivationsTest::verdict);
  }

  private static Verdict verdict(String hash) {
    return KNOWN.contains(hash)
        ? Verdict.VALID
        : hash.equals("broken") ? Verdict.DOES_NOT_COMPILE : Verdict.UNKNOWN_RULE_SET;
  }

  private static Heard live(String hash, long hour) {
    return at(Activation.Type.ACTIVATION_LIVE, hash, hour);
  }

  private static Heard shadow(String hash, long hour) {
    return at(Activation.Type.ACTIVATION_SHADOW, hash, hour);
  }

  private static Heard at(Activation.Type type, @Nullable String hash, long hour) {
    return Controls.at(type, hash, hour * HOUR, hour * HOUR - Heard.LEAD_MILLIS);
  }

  private static Judged only(Activations activations, Heard heard) {
    return activations.all().stream()
        .filter(judged -> judged.heard().equals(heard))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachSaysWhetherItHoldsAndWhyNot() {
    Heard late =
        Controls.at(Activation.Type.ACTIVATION_LIVE, "a", HOUR, HOUR - Heard.LEAD_MILLIS + 1);
    Heard alone =
        new Heard(
            new Activation(
                Activation.Type.ACTIVATION_LIVE,
                "a",
                null,
                Instant.ofEpochMilli(HOUR),
                "anna",
                "anna",
                "x"),
            0);
    Heard old = Controls.at(Activation.Type.ACTIVATION_LIVE, "a", HOUR, 0);
    Heard newer = Controls.at(Activation.Type.ACTIVATION_LIVE, "unknown", HOUR, 1);
    Activations activations =
        of(late, alone, old, newer, live("broken", 2), live("b", 3), live("b", 3));
    assertThat(activations.all())
        .extracting(Judged::effective, Judged::ruleSet, Judged::verdict)
        .containsExactlyInAnyOrder(
            tuple(HOUR, "a", Verdict.TOO_LATE),
            tuple(HOUR, "a", Verdict.ONE_PERSON),
            // The newest about an instant counts, even if it is of no use.
            tuple(HOUR, "a", Verdict.REPLACED),
            tuple(HOUR, "unknown", Verdict.UNKNOWN_RULE_SET),
            tuple(2 * HOUR, "broken", Verdict.DOES_NOT_COMPILE),
            tuple(3 * HOUR, "b", Verdict.VALID));
    assertThat(activations.liveAt(3 * HOUR - 1)).isNull();
    assertThat(activations.liveAt(3 * HOUR)).isEqualTo(only(activations, live("b", 3)));
  }

  @Test
  void aStopHoldsUntilAnActivationEvenOfWhatJudgesAlready() {
    Heard stop = Controls.stop("rule", 5 * HOUR);
    Activations activations =
        of(live("a", 1), stop, Controls.stop("rule", 6 * HOUR), live("a", 7), shadow("b", 6));
    assertThat(activations.endOf(only(activations, stop))).isEqualTo(7 * HOUR);
    assertThat(activations.stoppedAt(5 * HOUR)).isEmpty();
    assertThat(activations.stoppedAt(5 * HOUR + 1))
        .containsOnlyKeys("rule")
        .containsValue(only(activations, stop));
    assertThat(activations.stoppedAt(7 * HOUR - 1)).containsOnlyKeys("rule");
    assertThat(activations.stoppedAt(7 * HOUR)).isEmpty();
  }

  @Test
  void aShadowEndsWhenToldToOrWhenAnotherBeginsOrWhenItJudges() {
    assertThat(endOfShadow("a", 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(endOfShadow("a", 1, shadow("b", 3))).isEqualTo(3 * HOUR);
    assertThat(endOfShadow("a", 1, at(Activation.Type.SHADOW_ENDED, null, 2))).isEqualTo(2 * HOUR);
    assertThat(endOfShadow("a", 1, live("b", 2), live("a", 4))).isEqualTo(4 * HOUR);
    assertThat(endOfShadow("a", 2, live("a", 1))).as("it judges already").isEqualTo(2 * HOUR);
    assertThat(endOfShadow(PACKED, 1)).as("it judges from the beginning").isEqualTo(HOUR);
  }

  private static long endOfShadow(String hash, long hour, Heard... others) {
    List<Heard> all = new ArrayList<>(List.of(others));
    Heard shadow = shadow(hash, hour);
    all.add(shadow);
    Activations activations = Activations.of(PACKED, all, ActivationsTest::verdict);
    Judged judged = only(activations, shadow);
    assertThat(activations.shadowAt(hour * HOUR))
        .isEqualTo(activations.endOf(judged) > hour * HOUR ? judged : null);
    return activations.endOf(judged);
  }

  @Test
  void whatHoldsIsWhatHasBegunAndNotEndedInWhateverOrderItIsHeard() {
    Random random = new Random(16);
    int held = 0;
    for (int i = 0; i < 500; i++) {
      List<Heard> heard = new ArrayList<>();
      for (int n = random.nextInt(12); n > 0; n--) {
        heard.add(any(random));
      }
      Activations activations = Activations.of(PACKED, heard, ActivationsTest::verdict);
      Collections.shuffle(heard, random);
      assertThat(Activations.of(PACKED, heard, ActivationsTest::verdict).all())
          .isEqualTo(activations.all());
      for (long instant = 0; instant < 12 * HOUR; instant += HOUR / 2) {
        long at = instant;
        held +=
            assertHolds(activations, Activation.Type.ACTIVATION_LIVE, at, activations.liveAt(at));
        held +=
            assertHolds(
                activations, Activation.Type.ACTIVATION_SHADOW, at, activations.shadowAt(at));
      }
    }
    assertThat(held).isGreaterThan(5_000);
  }

  private static int assertHolds(
      Activations activations, Activation.Type type, long at, @Nullable Judged holds) {
    List<Judged> begunAndNotEnded =
        activations.all().stream()
            .filter(judged -> judged.valid() && judged.type() == type)
            .filter(judged -> judged.effective() <= at && at < activations.endOf(judged))
            .toList();
    assertThat(begunAndNotEnded)
        .isEqualTo(holds == null ? List.of() : List.of(Objects.requireNonNull(holds)));
    return begunAndNotEnded.size();
  }

  private static Heard any(Random random) {
    long hour = 1L + random.nextInt(10);
    String hash = List.of(PACKED, "a", "b", "unknown").get(random.nextInt(4));
    return switch (random.nextInt(5)) {
      case 0, 1 -> live(hash, hour);
      case 2 -> shadow(hash, hour);
      case 3 -> at(Activation.Type.SHADOW_ENDED, null, hour);
      default -> Controls.stop("rule", hour * HOUR);
    };
  }
}
