package org.almenara.engine.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.almenara.engine.measures.Function;

/** The functions that a measure in a rule can have: what each takes, needs and gives. */
enum MeasureForm {
  COUNT(Takes.RECORDS, Gives.FEW, Kind.RECORDS),
  TALLY(Takes.RECORDS, Gives.MANY, Kind.TILES),
  DISTINCT(Takes.TOKENS, Gives.FEW, Kind.TOKENS, "approximate?"),
  MEMBERS(Takes.TOKENS, Gives.FEW, Kind.TOKENS),
  COVERED(Takes.SESSION, Gives.TIME, Kind.SESSIONS),
  LONGEST_REST(Takes.SESSION, Gives.TIME, Kind.SESSIONS),
  SHORT_RESTS(Takes.SESSION, Gives.FEW, Kind.SESSIONS, "under"),
  DAY_RUN(Takes.SESSION, Gives.FEW, Kind.SESSIONS),
  UNBROKEN(Takes.SESSION, Gives.FEW, Kind.SESSIONS, "over"),
  OVERLAP(Takes.TOKENS, Gives.TIME, Kind.SESSIONS),
  SUM(Takes.NUMBER, Gives.MONEY, Kind.TILES),
  MEAN(Takes.NUMBER, Gives.AVERAGE, Kind.TILES, "at_least?"),
  MIN(Takes.NUMBER, Gives.MONEY, Kind.LEAST),
  MAX(Takes.NUMBER, Gives.MONEY, Kind.GREATEST),
  SHARE(Takes.FILTER, Gives.SHARE, Kind.TILES, "at_least"),
  RATIO(Takes.NUMBER, Gives.QUOTIENT, Kind.TILES, "to", "at_least"),
  GROWTH(Takes.RECORDS, Gives.QUOTIENT, Kind.TILES, "baseline", "at_least"),
  SEQUENCE(Takes.FILTER, Gives.FEW, Kind.SEQUENCES, "then", "within", "without?", "by?"),
  ABSENCE(Takes.FILTER, Gives.FEW, Kind.ABSENCES, "then", "within", "by?"),
  RETURNS(Takes.RECORDS, Gives.FEW, Kind.RETURNS, "after", "memory?"),
  FIRST_SEEN(Takes.TOKENS, Gives.FEW, Kind.FIRST_SIGHTINGS, "memory?"),
  CHANGES(Takes.TOKENS, Gives.FEW, Kind.CHANGES, "memory?");

  /** What stands behind the function's name. */
  enum Takes {
    RECORDS("records"),
    SESSION("session"),
    TOKENS("a field with tokens, or place"),
    NUMBER("a number over one record, say amount.minor"),
    FILTER("a condition on one record");

    private final String words;

    Takes(String words) {
      this.words = words;
    }

    /** As a mend says it. */
    String words() {
      return words;
    }
  }

  /** What it gives, and the constants that a condition may compare that with. */
  enum Gives {
    /** No more than lists remember: the highest threshold is one more. */
    FEW(Scale.NUMBER, 0, 999),
    MANY(Scale.NUMBER, 0, 1_000_000_000),
    /** What is rough is not asked where the exact number is known. */
    ROUGHLY_MANY(Scale.NUMBER, 1_000, 1_000_000_000),
    MONEY(Scale.NUMBER, -1_000_000_000_000_000L, 1_000_000_000_000_000L),
    TIME(Scale.TIME, 0, Duration.ofDays(366).toMillis()),
    QUOTIENT(Scale.QUOTIENT, 0, 1_000_000L * Scale.MILLIONTHS),
    SHARE(Scale.QUOTIENT, 0, Scale.MILLIONTHS),
    AVERAGE(
        Scale.QUOTIENT,
        -1_000_000_000_000L * Scale.MILLIONTHS,
        1_000_000_000_000L * Scale.MILLIONTHS);

    private final Scale scale;
    private final long least;
    private final long most;

    Gives(Scale scale, long least, long most) {
      this.scale = scale;
      this.least = least;
      this.most = most;
    }

    Conditions.Operand operand() {
      return new Conditions.Operand(scale, least, most);
    }
  }

  /** The kinds of state behind functions; functions of one kind can share it. */
  enum Kind {
    RECORDS,
    TOKENS,
    ROUGH_TOKENS,
    SESSIONS,
    TILES,
    LEAST,
    GREATEST,
    SEQUENCES,
    ABSENCES,
    RETURNS,
    FIRST_SIGHTINGS,
    CHANGES
  }

  private final Takes takes;
  private final Gives gives;
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> needs;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> mayHave;

  /**
   * A form.
   *
   * @param more keys that it needs besides its own; with a question mark, that it may have
   */
  MeasureForm(Takes takes, Gives gives, Kind kind, String... more) {
    this.takes = takes;
    this.gives = gives;
    this.kind = kind;
    this.needs = Arrays.stream(more).filter(key -> !key.endsWith("?")).toList();
    this.mayHave =
        Arrays.stream(more)
            .filter(key -> key.endsWith("?"))
            .map(key -> key.replace("?", ""))
            .toList();
  }

  /** Its key in a rule's file. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  Takes takes() {
    return takes;
  }

  Gives gives() {
    return gives;
  }

  Kind kind() {
    return kind;
  }

  /** The keys that it cannot do without, beside its own. */
  List<String> needs() {
    return needs;
  }

  /** The keys that it may have besides. */
  List<String> mayHave() {
    return mayHave;
  }

  /** The question that it asks. */
  Function function() {
    return Function.valueOf(name());
  }

  /** What it says about money or other numbers, which have a unit of their own. */
  String unit() {
    return switch (this) {
      case COUNT, TALLY, RETURNS, SEQUENCE, ABSENCE, CHANGES -> "records";
      case DISTINCT, MEMBERS, FIRST_SEEN -> "entities";
      case COVERED, LONGEST_REST, OVERLAP -> "ms";
      case SHORT_RESTS, DAY_RUN -> "days";
      case UNBROKEN -> "sessions";
      case SUM, MIN, MAX -> "minor";
      case MEAN -> "minor_millionths";
      case SHARE, RATIO, GROWTH -> "millionths";
    };
  }
}
