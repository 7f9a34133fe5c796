package org.almenara.engine.rules;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Random expressions over all fields, from the grammar of the subset. */
final class RandomExpression {

  private static final List<String> BOOLS = new ArrayList<>();
  private static final List<String> NUMBERS = new ArrayList<>();
  private static final List<String> TEXTS = new ArrayList<>();
  private static final List<String> LISTS = new ArrayList<>();
  private static final List<String> PARTS = new ArrayList<>();

  static {
    RecordFields.types().forEach(RandomExpression::add);
    add("register", Objects.requireNonNull(BesideRecord.types().get("register")));
    PARTS.removeAll(List.of("register.studio", "register.payout"));
    RandomBeside.BASELINES.byName().keySet().forEach(name -> PARTS.add("baseline." + name));
  }

  // Of conditions, none with && or || inside: the interpreter takes their error for a value there.
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> FRACTIONS =
      List.of("0.0", "1.5", "-1.5", "100.0", "99.5", "9007199254740993.0", "1e19", "-1e19", "0.1");
  private static final List<String> TIMES =
      List.of(
          "timestamp(\"2026-03-02T10:00:00Z\")",
          "timestamp(\"2026-03-02T11:00:00+01:00\")",
          "timestamp(\"0001-01-01T00:00:00Z\")",
          "timestamp(\"9999-12-31T23:59:59Z\")");
  private static final List<String> DURATIONS =
      List.of(
          "duration(\"90m\")",
          "duration(\"1h30m\")",
          "duration(\"-24h\")",
          "duration(\"80000000h\")",
          "duration(\"0s\")");
  private static final List<String> PATTERNS =
      List.of("^pl", "two$", "^[A-Z]{2}$", "a", "^session\\\\.(started|ended)$", ".");

  private final Random random;

  RandomExpression(Random random) {
    this.random = random;
  }

  private static void add(String path, CelType type) {
    if (type instanceof StructType struct) {
      for (String part : struct.fieldNames()) {
        PARTS.add(path + "." + part);
        add(path + "." + part, struct.findField(part).orElseThrow().type());
      }
    } else if (type instanceof ListType) {
      LISTS.add(path);
    } else if (type.equals(SimpleType.BOOL)) {
      BOOLS.add(path);
    } else if (type.equals(SimpleType.INT)) {
      NUMBERS.add(path);
    } else {
      TEXTS.add(path);
    }
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  private String oneOf(Supplier<String>... of) {
    return of[random.nextInt(of.length)].get();
  }

  /** A condition; in brackets where it could be taken for a part of another. */
  String bool(int depth) {
    String text = open(depth);
    return text.contains(" ") ? "(" + text + ")" : text;
  }

  private String open(int depth) {
    if (depth <= 0) {
      return oneOf(
          () -> one(BOOLS),
          () -> one(BOOLS),
          () -> "has(" + one(PARTS) + ")",
          () -> "has(" + one(PARTS) + ")",
          this::codeEqual,
          this::codeEqual,
          () -> random.nextInt(3) == 0 ? String.valueOf(random.nextBoolean()) : codeEqual());
    }
    int less = depth - 1;
    return oneOf(
        () -> "(" + bool(less) + " && " + bool(less) + ")",
        () -> "(" + bool(less) + " && " + bool(less) + ")",
        () -> "(" + bool(less) + " || " + bool(less) + ")",
        () -> "(" + bool(less) + " || " + bool(less) + ")",
        () -> "!(" + bool(less) + ")",
        () -> "(" + bool(less) + " ? " + bool(less) + " : " + bool(less) + ")",
        () -> bool(0) + " " + one(COMPARISONS) + " " + bool(0),
        () -> number(less) + " " + one(COMPARISONS) + " " + number(less),
        () -> number(less) + " " + one(COMPARISONS) + " " + number(less),
        () -> fraction(less) + " " + one(COMPARISONS) + " " + fraction(less),
        () -> number(less) + " " + one(ORDERS) + " " + fraction(less),
        () -> fraction(less) + " " + one(ORDERS) + " " + number(less),
        () -> text(less) + " " + one(COMPARISONS) + " " + text(less),
        this::codeIn,
        () -> plain() + " in [" + quoted() + ", " + quoted() + ", " + quoted() + "]",
        () -> number(less) + " in [" + literal() + ", " + literal() + "]",
        () -> fraction(less) + " in [" + one(FRACTIONS) + ", " + one(FRACTIONS) + "]",
        this::inList,
        () -> text(less) + " in " + one(LISTS),
        () -> text(less) + question() + "(" + text(less) + ")",
        () -> text(less) + ".matches(\"" + one(PATTERNS) + "\")",
        () -> "matches(" + text(less) + ", \"" + one(PATTERNS) + "\")",
        () -> time(less) + " " + one(COMPARISONS) + " " + time(less),
        () -> duration(less) + " " + one(COMPARISONS) + " " + duration(less));
  }

  /** CEL does not check {@code 1 == 1.0}. */
  private static final List<String> ORDERS = List.of("<", "<=", ">", ">=");

  private String question() {
    return "." + one(List.of("startsWith", "endsWith", "contains"));
  }

  private String coded() {
    String path = one(TEXTS);
    return RecordFields.codes(path).isEmpty() ? coded() : path;
  }

  private String plain() {
    String path = one(TEXTS);
    return RecordFields.codes(path).isEmpty() ? path : plain();
  }

  private String code(String path) {
    return "\"" + one(List.copyOf(RecordFields.codes(path))) + "\"";
  }

  private String codeEqual() {
    String path = random.nextInt(4) == 0 ? "type" : coded();
    return path + " " + one(COMPARISONS) + " " + code(path);
  }

  private String codeIn() {
    String path = coded();
    return path + " in [" + code(path) + ", " + code(path) + "]";
  }

  private String inList() {
    String path = one(LISTS);
    Set<String> codes = RecordFields.codes(path);
    return "\"" + one(List.copyOf(codes)) + "\" in " + path;
  }

  private String quoted() {
    return "\"" + one(RandomRecord.TEXTS) + "\"";
  }

  private String literal() {
    return String.valueOf(one(RandomRecord.NUMBERS));
  }

  /** A whole number. */
  String number(int depth) {
    if (depth <= 0) {
      return random.nextInt(3) == 0 ? literal() : one(NUMBERS);
    }
    int less = depth - 1;
    return oneOf(
        () -> one(NUMBERS),
        this::literal,
        () ->
            "("
                + number(less)
                + one(List.of(" + ", " - ", " * ", " / ", " % "))
                + number(less)
                + ")",
        () -> "(" + number(less) + one(List.of(" + ", " - ", " * ")) + number(less) + ")",
        () -> "(" + number(less) + one(List.of(" / 0", " % 0", " / -1")) + ")",
        () -> "-(" + number(less) + ")",
        () -> "size(" + text(less) + ")",
        () -> one(LISTS) + ".size()",
        () -> "(" + bool(less) + " ? " + number(less) + " : " + number(less) + ")");
  }

  private String baseline() {
    return "baseline." + one(List.copyOf(RandomBeside.BASELINES.byName().keySet()));
  }

  private String fraction(int depth) {
    if (depth <= 0) {
      return random.nextInt(3) == 0 ? baseline() : one(FRACTIONS);
    }
    int less = depth - 1;
    return oneOf(
        () -> one(FRACTIONS),
        this::baseline,
        () -> "double(" + number(less) + ")",
        () ->
            "(" + fraction(less) + one(List.of(" + ", " - ", " * ", " / ")) + fraction(less) + ")",
        () -> "-(" + fraction(less) + ")",
        () -> "(" + bool(less) + " ? " + fraction(less) + " : " + fraction(less) + ")");
  }

  /** A text that is no constant that a code could be compared with. */
  String text(int depth) {
    if (depth <= 0 || random.nextInt(3) > 0) {
      String path = one(TEXTS);
      return RecordFields.codes(path).isEmpty() || random.nextBoolean() ? path : one(TEXTS);
    }
    int less = depth - 1;
    return "(" + bool(less) + " ? " + text(less) + " : " + quoted() + ")";
  }

  private String time(int depth) {
    if (depth <= 0) {
      return one(TIMES);
    }
    int less = depth - 1;
    return oneOf(
        () -> "(" + time(less) + one(List.of(" + ", " - ")) + duration(less) + ")",
        () -> "(" + duration(less) + " + " + time(less) + ")",
        () -> "(" + bool(less) + " ? " + time(less) + " : " + time(less) + ")");
  }

  private String duration(int depth) {
    if (depth <= 0) {
      return one(DURATIONS);
    }
    int less = depth - 1;
    return oneOf(
        () -> "(" + duration(less) + one(List.of(" + ", " - ")) + duration(less) + ")",
        () -> "(" + time(less) + " - " + time(less) + ")",
        () -> "(" + bool(less) + " ? " + duration(less) + " : " + duration(less) + ")");
  }
}
