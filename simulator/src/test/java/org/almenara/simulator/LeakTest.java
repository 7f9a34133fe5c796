package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * That nothing but their lives tells the trafficked from lawful people: a rule that does well in a
 * world which gives itself away has learnt the world.
 */
class LeakTest {
  /** Kept, or it would be collected and speak again. */
  private static final Logger TRAINING = Logger.getLogger("org.tribuo");

  private static final double GUESSING = 0.55;
  private static final double NO_MEASURE_ALONE = 0.80;

  private static final String TEXT = text();
  private static final People PEOPLE = People.of(TEXT);

  LeakTest() {
    TRAINING.setLevel(Level.OFF);
  }

  @Test
  void idsCountsAgeMissingFieldsAndJitterTellNobodyApart() {
    assertThat(PEOPLE.harmed()).isGreaterThan(300);
    assertThat(PEOPLE.guess()).isBetween(1 - GUESSING, GUESSING);
  }

  @Test
  void noCoarseMeasureAloneTellsManyApart() {
    Map<String, Double> tell = PEOPLE.each(Traces::coarse);

    assertThat(tell).hasSizeGreaterThan(40);
    assertThat(tell.values()).allSatisfy(auc -> assertThat(auc).isLessThan(NO_MEASURE_ALONE));
  }

  /** Both tests above would see it, if the harmed alone had new accounts. */
  @Test
  void aWorldThatOpensAccountsForTheHarmedAloneIsFoundOut() {
    People people = People.of(harmedAre(", newcomers: {share: 100 %, after: 8d..40d}"));

    assertThat(people.guess()).isGreaterThan(NO_MEASURE_ALONE);
    assertThat(people.each(Traces::coarse).get("first record")).isGreaterThan(NO_MEASURE_ALONE);
  }

  private static String harmedAre(String more) {
    int typologies = TEXT.indexOf("  debt-bonded-studio:");
    return TEXT.substring(0, typologies)
        + TEXT.substring(typologies).replaceAll(", groups: \\d+", "$0" + more);
  }

  private static String text() {
    try (InputStream in = LeakTest.class.getResourceAsStream("/worlds/many-harmed.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the world is on the class path", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them by value
  private record People(List<Traces> all, boolean[] positive, int harmed) {
    static People of(String world) {
      List<Traces> all =
          Traces.of(World.parse("many-harmed.yaml", world)).stream()
              .filter(one -> !one.isSilent())
              .toList();
      boolean[] positive = new boolean[all.size()];
      int harmed = 0;
      for (int i = 0; i < positive.length; i++) {
        positive[i] = all.get(i).truth() == TruthClass.TRAFFICKING;
        harmed += positive[i] ? 1 : 0;
      }
      return new People(all, positive, harmed);
    }

    double guess() {
      return Auc.of(Guess.scores(all.stream().map(Traces::artefacts).toList(), positive), positive);
    }

    Map<String, Double> each(Function<Traces, Map<String, Double>> traces) {
      List<Map<String, Double>> values = all.stream().map(traces).toList();
      Map<String, Double> tell = new TreeMap<>();
      for (String name : values.get(0).keySet()) {
        double[] scores = values.stream().mapToDouble(one -> one.getOrDefault(name, 0.0)).toArray();
        tell.put(name, Auc.eitherWay(scores, positive));
      }
      return tell;
    }
  }
}
