package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.almenara.engine.cel.BoolNode;
import org.almenara.engine.registers.Register;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Closures say what CEL's interpreter says: true, false, or an error, of any expression of the
 * subset and any record. The build asks for 100,000 pairs; {@code -Dalmenara.pairs=1000000} for
 * more.
 */
class ClosuresAgainstInterpreterTest {

  private static final int RECORDS = 200;
  private static final int EXPRESSIONS = Integer.getInteger("almenara.pairs", 100_000) / RECORDS;

  /**
   * A record with what can be asked beside it, and both as the interpreter reads them.
   *
   * @param visible epoch milliseconds
   */
  private record Sample(
      SourceRecord source, Register register, long visible, Map<String, Object> values) {
    static List<Sample> of(Random random, int number) {
      RandomBeside beside = new RandomBeside(random);
      return Stream.generate(() -> of(random, beside)).limit(number).toList();
    }

    private static Sample of(Random random, RandomBeside beside) {
      SourceRecord source = RandomRecord.source(random);
      long visible = beside.instant();
      Map<String, Object> values = Interpreter.values(source);
      values.putAll(beside.values(source, visible));
      return new Sample(source, beside.register(), visible, values);
    }

    int test(Filter filter) {
      return filter.test(source, register, visible);
    }

    @Nullable String text(Projection.OfText text) {
      return text.of(source, register, visible);
    }

    OptionalLong number(Projection.OfNumber number) {
      return number.of(source, register, visible);
    }
  }

  @Test
  void agreeOnConditions() throws Exception {
    Random random = new Random(62);
    RandomExpression expressions = new RandomExpression(random);
    List<Sample> samples = Sample.of(random, RECORDS);
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = expressions.bool(1 + random.nextInt(3));
      Filter filter = Filter.compile(text, RandomBeside.BASELINES);
      Interpreter interpreter =
          Interpreter.planner(Filter.check(text, RandomBeside.BASELINES).tree());
      for (Sample sample : samples) {
        Interpreter.Answer expected = interpreter.test(sample.values());
        int said = sample.test(filter);
        if (said != expected.result()) {
          assertThat(said).as("%s of %s", text, sample.source()).isEqualTo(expected.result());
        }
        count(seen, text, expected);
      }
    }
    assertCovered(seen, EXPRESSIONS * RECORDS);
  }

  private static void count(Map<String, Integer> seen, String text, Interpreter.Answer answer) {
    seen.merge(answer.result() == BoolNode.TRUE ? "true" : "not true", 1, Integer::sum);
    if (answer.result() == BoolNode.FALSE) {
      seen.merge("false", 1, Integer::sum);
    }
    CelErrorCode error = answer.error();
    if (error != null) {
      seen.merge("error", 1, Integer::sum);
      seen.merge(String.valueOf(error), 1, Integer::sum);
    }
    for (String feature :
        List.of(
            " ? ",
            "matches",
            " in ",
            "has(",
            "size(",
            " % ",
            "timestamp",
            "baseline.",
            "register.",
            "double(")) {
      if (text.contains(feature)) {
        seen.merge(feature.strip(), 1, Integer::sum);
      }
    }
  }

  /** What the pairs must have met, as a share of 1,000. */
  private static void assertCovered(Map<String, Integer> seen, int pairs) {
    Map<String, Integer> least =
        Map.ofEntries(
            Map.entry("true", 100),
            Map.entry("false", 200),
            Map.entry("error", 200),
            Map.entry("ATTRIBUTE_NOT_FOUND", 150),
            Map.entry("NUMERIC_OVERFLOW", 1),
            Map.entry("DIVIDE_BY_ZERO", 1),
            Map.entry("?", 100),
            Map.entry("matches", 20),
            Map.entry("in", 100),
            Map.entry("has(", 100),
            Map.entry("size(", 10),
            Map.entry("%", 5),
            Map.entry("timestamp", 20),
            Map.entry("baseline.", 50),
            Map.entry("register.", 50),
            Map.entry("double(", 10));
    least.forEach(
        (what, share) ->
            assertThat(seen.getOrDefault(what, 0) * 1000L)
                .as("pairs that met %s, of %s", what, seen)
                .isGreaterThanOrEqualTo((long) share * pairs));
  }

  @Test
  void agreeOnNumbersAndTexts() throws Exception {
    Random random = new Random(63);
    RandomExpression expressions = new RandomExpression(random);
    List<Sample> samples = Sample.of(random, 50);
    int present = 0;
    int absent = 0;
    for (int i = 0; i < 400; i++) {
      String number = expressions.number(1 + random.nextInt(3));
      String text = expressions.text(2);
      Interpreter numbers =
          Interpreter.planner(Expressions.overOneRecord(number, RandomBeside.BASELINES).tree());
      Interpreter texts =
          Interpreter.planner(Expressions.overOneRecord(text, RandomBeside.BASELINES).tree());
      Projection.OfNumber ofNumber = Projection.compileNumber(number, RandomBeside.BASELINES);
      Projection.OfText ofText = Projection.compileText(text, RandomBeside.BASELINES);
      for (Sample sample : samples) {
        var read = sample.number(ofNumber);
        assertThat(read.isPresent() ? (Object) read.getAsLong() : null)
            .as("%s of %s", number, sample.source())
            .isEqualTo(numbers.value(sample.values()));
        assertThat(sample.text(ofText))
            .as("%s of %s", text, sample.source())
            .isEqualTo(texts.value(sample.values()));
        present += read.isPresent() ? 1 : 0;
        absent += read.isPresent() ? 0 : 1;
      }
    }
    assertThat(present).as("numbers read").isGreaterThan(2_000);
    assertThat(absent).as("numbers absent").isGreaterThan(2_000);
  }

  /** Where the meaning of && were another, the comparison above would see it. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "&& from left to right, an error first",
        "&& strict",
        "|| from left to right, an error first",
        "|| strict",
        "&& takes an error for false",
        "|| takes an error for false"
      })
  void anotherMeaningOfLogicIsSeen(String meaning) throws Exception {
    boolean and = meaning.startsWith("&&");
    IntBinaryOperator broken = broken(and, meaning);
    IntBinaryOperator sound =
        and ? ClosuresAgainstInterpreterTest::and : ClosuresAgainstInterpreterTest::or;
    Random random = new Random(64);
    RandomExpression expressions = new RandomExpression(random);
    List<Sample> samples = Sample.of(random, 20);
    int differences = 0;
    for (int i = 0; i < 200; i++) {
      String a = expressions.bool(1);
      String b = expressions.bool(1);
      String text = "(" + a + ")" + (and ? " && " : " || ") + "(" + b + ")";
      Interpreter interpreter =
          Interpreter.planner(Filter.check(text, RandomBeside.BASELINES).tree());
      Filter left = Filter.compile(a, RandomBeside.BASELINES);
      Filter right = Filter.compile(b, RandomBeside.BASELINES);
      for (Sample sample : samples) {
        int expected = interpreter.test(sample.values()).result();
        int x = sample.test(left);
        int y = sample.test(right);
        assertThat(sound.applyAsInt(x, y)).isEqualTo(expected);
        differences += broken.applyAsInt(x, y) == expected ? 0 : 1;
      }
    }
    assertThat(differences).isGreaterThan(40);
  }

  private static int and(int a, int b) {
    return a == BoolNode.FALSE || b == BoolNode.FALSE ? BoolNode.FALSE : Math.max(a, b);
  }

  private static int or(int a, int b) {
    return a == BoolNode.TRUE || b == BoolNode.TRUE ? BoolNode.TRUE : Math.max(a, b);
  }

  private static IntBinaryOperator broken(boolean and, String meaning) {
    if (meaning.endsWith("strict")) {
      return (a, b) ->
          a == BoolNode.ERROR || b == BoolNode.ERROR ? BoolNode.ERROR : and ? and(a, b) : or(a, b);
    }
    if (meaning.endsWith("an error first")) {
      return (a, b) -> a == BoolNode.ERROR ? a : and ? and(a, b) : or(a, b);
    }
    return (a, b) ->
        and ? and(knownOrFalse(a), knownOrFalse(b)) : or(knownOrFalse(a), knownOrFalse(b));
  }

  private static int knownOrFalse(int result) {
    return result == BoolNode.ERROR ? BoolNode.FALSE : result;
  }

  /** Whole numbers that wrap, and floors: each an error or a number to CEL. */
  @Test
  void agreeAtTheEdgesOfArithmetic() throws Exception {
    List<Long> edges = RandomRecord.NUMBERS;
    List<String> texts = new ArrayList<>();
    for (long a : edges) {
      for (long b : edges) {
        for (String step : List.of("+", "-", "*", "/", "%")) {
          texts.add(a + " " + step + " " + b);
        }
        texts.add(a + " < " + b + " ? 1 : 0");
        texts.add(a + " > " + b + ".0 ? 1 : 0");
        texts.add(a + " <= " + b + ".0 ? 1 : 0");
      }
      texts.add("-(" + a + ")");
    }
    texts.add("0.0 / 0.0 == 0.0 / 0.0 ? 1 : 0");
    texts.add("1 < 0.0 / 0.0 ? 1 : 0");
    texts.add("1 > 0.0 / 0.0 ? 1 : 0");
    texts.add("-0.0 == 0.0 ? 1 : 0");
    texts.add("-0.0 < 0 ? 1 : 0");
    texts.add("-0.0 in [0.0] ? 1 : 0");
    SourceRecord any = RandomRecord.source(new Random(1));
    int errors = 0;
    for (String text : texts) {
      Object expected =
          Interpreter.planner(Expressions.overOneRecord(text, RandomBeside.BASELINES).tree())
              .value(Map.of());
      var said = Projection.compileNumber(text, Baselines.NONE).of(any, new Register(), 0);
      assertThat(said.isPresent() ? (Object) said.getAsLong() : null).as(text).isEqualTo(expected);
      errors += expected == null ? 1 : 0;
    }
    assertThat(errors).as("overflows and divisions by zero").isGreaterThan(200);
  }
}
