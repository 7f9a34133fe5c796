package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.almenara.engine.measures.Summary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  private static final Map<String, Conditions.Operand> MEASURES =
      Map.of(
          "a", MeasureForm.Gives.FEW.operand(),
          "q", MeasureForm.Gives.QUOTIENT.operand(),
          "t", MeasureForm.Gives.TIME.operand());

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "a >= 5, 5",
    "a > 5, 6",
    "a < 5, 5",
    "a <= 5, 6",
    "5 <= a, 5",
    "5 < a, 6",
    "a == 5, 5 6",
    "a != 0, 0 1",
    "a >= 5 || !(a < 2), 2 5"
  })
  void everyComparisonIsOneOrTwoThresholds(String text, String thresholds) throws Exception {
    NavigableSet<Long> found =
        Conditions.compile(text, new TreeMap<>(MEASURES)).thresholds().get(0);
    assertThat(found).containsExactlyElementsOf(longs(thresholds));
  }

  @ParameterizedTest(name = "{0}, q {1}, a {2}: {3}")
  @CsvSource({
    "q >= 0.2, 200000, 0, true",
    "q >= 0.2, 199999, 0, false",
    "q < 0.2, 199999, 0, true",
    "q < 0.2, 200000, 0, false",
    "0.2 > q, 199999, 0, true",
    "q >= 1, 1000000, 0, true",
    "q < 0.2, absent, 0, false",
    "!(q < 0.2), absent, 0, false",
    "q >= 0.2, absent, 0, false",
    "q < 0.2 || a >= 1, absent, 1, true",
    "q < 0.2 || a >= 1, absent, 0, false",
    "!(q < 0.2 && a >= 1), absent, 0, true",
    "!(q < 0.2 && a >= 1), absent, 1, false",
    "!(q < 0.2 || a >= 1), absent, 0, false"
  })
  void anAbsentValueSatisfiesNeitherAComparisonNorItsNegation(
      String text, String q, long a, boolean holds) throws Exception {
    long value = q.equals("absent") ? Summary.ABSENT : Long.parseLong(q);
    Conditions.Compiled compiled = Conditions.compile(text, new TreeMap<>(MEASURES));
    assertThat(compiled.test().holds(new long[] {a, value, 0})).isEqualTo(holds);
  }

  private static List<Long> longs(String text) {
    return List.of(text.split(" ")).stream().map(Long::valueOf).toList();
  }

  @Property(tries = 300, seed = "63")
  void agreesWithTheStandardInterpreter(@ForAll Random random) throws Exception {
    String text = RandomFilter.condition(random, 3);
    Conditions.Compiled compiled = Conditions.compile(text, new TreeMap<>(MEASURES));
    CelRuntime.Program program =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .build()
            .createProgram(
                CelCompilerFactory.standardCelCompilerBuilder()
                    .addVar("a", SimpleType.INT)
                    .addVar("t", SimpleType.DURATION)
                    .build()
                    .compile(text)
                    .getAst());
    int held = 0;
    for (int i = 0; i < 20; i++) {
      long a = random.nextInt(6);
      long t = random.nextInt(6) * 60_000L;
      Object expected = program.eval(Map.of("a", a, "t", Duration.ofMillis(t)));
      assertThat(compiled.test().holds(new long[] {a, 0, t})).as(text).isEqualTo(expected);
      // The answer depends only on which thresholds are reached.
      Long reached = compiled.thresholds().get(0).floor(a);
      long same = reached == null ? -1 : reached;
      assertThat(compiled.test().holds(new long[] {same, 0, t})).as(text).isEqualTo(expected);
      held += Boolean.TRUE.equals(expected) ? 1 : 0;
    }
    Statistics.label("held for").collect(held / 7 * 7);
  }
}
