package org.almenara.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Warming;
import org.almenara.engine.testing.Controls;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.Activation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which rule set holds when. */
class TimelineTest {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long START = TestRecords.START;

  private static final RuleSet PACKED = rules("login", 2);
  private static final RuleSet A = rules("payout.made", 2);
  private static final RuleSet B = rules("account.locked", 2);

  private static RuleSet rules(String type, int threshold) {
    return TestRules.of(
        RuleText.measuring(
            "rule",
            "performer",
            "{n: {count: records, where: 'type == \"%s\"'}}".formatted(type),
            "2d",
            "1h",
            "n >= " + threshold));
  }

  private static @Nullable RuleSet compiled(String hash) {
    Map<String, RuleSet> known =
        Stream.of(A, B).collect(Collectors.toMap(RuleSet::hash, Function.identity()));
    return known.get(hash);
  }

  private static Timeline timeline(Heard... heard) {
    return Timeline.of(PACKED, TimelineTest::compiled, Arrays.asList(heard));
  }

  private static String live(Timeline timeline, long instant) {
    return timeline.at(instant).live().hash();
  }

  private static String shadow(Timeline timeline, long instant) {
    RuleSet shadow = timeline.at(instant).shadow();
    return shadow == null ? "" : shadow.hash();
  }

  @Test
  void anActivationHoldsFromItsInstantOnAndTheOneBeforeUpToIt() {
    Timeline timeline = timeline(Controls.live(A, START), Controls.live(B, START + DAY));
    assertThat(live(timeline, Long.MIN_VALUE)).isEqualTo(PACKED.hash());
    assertThat(live(timeline, START - 1)).isEqualTo(PACKED.hash());
    assertThat(live(timeline, START)).isEqualTo(A.hash());
    assertThat(live(timeline, START + DAY - 1)).isEqualTo(A.hash());
    assertThat(live(timeline, START + DAY)).isEqualTo(B.hash());
    assertThat(live(timeline, Long.MAX_VALUE)).isEqualTo(B.hash());
  }

  @Test
  void whatIsWrittenTooLateOrNamesWhatIsNotThereChangesNothing() {
    Timeline timeline =
        timeline(
            Controls.at(
                Activation.Type.ACTIVATION_LIVE, A.hash(), START, START - Heard.LEAD_MILLIS + 1),
            Controls.at(Activation.Type.ACTIVATION_LIVE, "0".repeat(64), START, START - DAY),
            Controls.at(Activation.Type.ACTIVATION_SHADOW, "0".repeat(64), START, START - DAY));
    assertThat(timeline.stretches()).hasSize(1);
    assertThat(live(timeline, START)).isEqualTo(PACKED.hash());
  }

  @Test
  void ofTwoAboutOneInstantTheNewerHoldsUnlessItWasWrittenTooLate() {
    Heard first = Controls.at(Activation.Type.ACTIVATION_LIVE, A.hash(), START, START - DAY);
    Heard newer = Controls.live(B, START);
    Heard tooLate = Controls.at(Activation.Type.ACTIVATION_LIVE, A.hash(), START, START);
    assertThat(live(timeline(newer, first), START)).isEqualTo(B.hash());
    assertThat(live(timeline(first, newer, tooLate), START)).isEqualTo(B.hash());
  }

  @Test
  void aShadowEndsWhenItIsToldToOrAnotherBeginsOrItGoesLive() {
    Timeline timeline =
        timeline(
            Controls.shadow(A, START),
            Controls.shadowEnded(START + HOUR),
            Controls.shadow(A, START + 2 * HOUR),
            Controls.shadow(B, START + 3 * HOUR),
            Controls.live(B, START + 4 * HOUR),
            Controls.live(PACKED, START + 5 * HOUR));
    assertThat(LongStream.range(-1, 7).mapToObj(hour -> shadow(timeline, START + hour * HOUR)))
        .containsExactly("", A.hash(), "", A.hash(), B.hash(), "", "", "");
    assertThat(live(timeline, START + 5 * HOUR)).isEqualTo(PACKED.hash());
  }

  @Test
  void aStopSilencesFromAfterItsTimestampUntilALiveActivationThatIsLater() {
    Timeline timeline =
        timeline(
            Controls.shadow(A, START),
            Controls.stop("rule", START + HOUR),
            Controls.live(B, START + HOUR),
            Controls.shadow(PACKED, START + 2 * HOUR),
            Controls.live(A, START + 3 * HOUR));
    for (Lane lane : Lane.values()) {
      assertThat(timeline.at(START + HOUR).in(lane).rule("rule")).isNotNull();
      assertThat(timeline.at(START + HOUR + 1).in(lane).rule("rule")).isNull();
      assertThat(timeline.at(START + 3 * HOUR - 1).in(lane).rule("rule")).isNull();
    }
    assertThat(timeline.at(START + HOUR + 1).joined().rules()).isEmpty();
    assertThat(timeline.at(START + HOUR + 1).joined().measures()).isNotEmpty();
    assertThat(timeline.at(START + 3 * HOUR).in(Lane.LIVE).rule("rule")).isNotNull();
  }

  @Test
  void whatRanLatelyIsFedForAWeekMore() {
    Timeline timeline = timeline(Controls.live(A, START), Controls.live(PACKED, START + DAY));
    long ofA = A.measures().iterator().next().fingerprint();
    assertThat(timeline.at(START - 1).joined().measure(ofA)).isNull();
    assertThat(timeline.at(START).joined().measure(ofA)).isNotNull();
    long last = START + DAY + Timeline.GRACE_MILLIS - 1;
    assertThat(timeline.at(last).joined().measure(ofA)).isNotNull();
    assertThat(timeline.at(last + 1).joined().measure(ofA)).isNull();
  }

  @Test
  void aRuleSaysHowMuchOfItsWindowItHasSeen() {
    Timeline timeline = timeline(Controls.live(A, START));
    assertThat(seen(timeline, START)).isZero();
    assertThat(seen(timeline, START + 12 * HOUR)).isEqualTo(250);
    assertThat(seen(timeline, START + 2 * DAY)).isEqualTo(Warming.ALL);
    assertThat(seen(timeline(), START)).as("the packed rule set").isEqualTo(Warming.ALL);
    assertThat(
            seen(timeline(Controls.shadow(A, START), Controls.live(A, START + DAY)), START + DAY))
        .as("what ran in shadow has been fed")
        .isEqualTo(500);
    assertThat(
            seen(
                timeline(Controls.live(A, START), Controls.live(PACKED, START + DAY)),
                START + 2 * DAY))
        .as("a rollback")
        .isEqualTo(Warming.ALL);
  }

  @Test
  void aListThatMustRememberMoreBeginsAnew() {
    RuleSet more = rules("login", 20);
    Timeline timeline = Timeline.of(PACKED, hash -> more, List.of(Controls.live(more, START)));
    assertThat(seen(timeline, START)).isZero();
    RuleSet asMany = rules("login", 8);
    Timeline same = Timeline.of(PACKED, hash -> asMany, List.of(Controls.live(asMany, START)));
    assertThat(seen(same, START)).isEqualTo(Warming.ALL);
  }

  private static int seen(Timeline timeline, long instant) {
    return timeline.at(instant).joined().seenPermille("rule", instant);
  }

  @Test
  void theOrderInWhichItIsHeardDoesNotShow() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Heard> heard = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        heard.add(drawn(random));
      }
      List<String> expected = told(heard);
      heard.addAll(heard.subList(0, random.nextInt(8)));
      Collections.shuffle(heard, random);
      assertThat(told(heard)).as("seed " + seed).isEqualTo(expected);
    }
  }

  private static Heard drawn(Random random) {
    long effective = START + random.nextInt(12) * DAY;
    long timestamp = effective - random.nextInt(4) * Heard.LEAD_MILLIS / 2;
    RuleSet ruleSet = List.of(A, B, PACKED).get(random.nextInt(3));
    return switch (random.nextInt(5)) {
      case 0, 1 ->
          Controls.at(Activation.Type.ACTIVATION_LIVE, ruleSet.hash(), effective, timestamp);
      case 2 ->
          Controls.at(Activation.Type.ACTIVATION_SHADOW, ruleSet.hash(), effective, timestamp);
      case 3 -> Controls.at(Activation.Type.SHADOW_ENDED, null, effective, timestamp);
      default -> Controls.stop("rule", timestamp);
    };
  }

  private static List<String> told(List<Heard> heard) {
    return timeline(heard.toArray(Heard[]::new)).stretches().stream()
        .map(
            stretch ->
                stretch.from()
                    + " "
                    + stretch.live().hash()
                    + " "
                    + (stretch.shadow() == null ? "" : stretch.shadow().hash())
                    + " "
                    + stretch.stopped()
                    + " "
                    + stretch.joined().planPrint()
                    + " "
                    + stretch.joined().fedSince())
        .toList();
  }
}
