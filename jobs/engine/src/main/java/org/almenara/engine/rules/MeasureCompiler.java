package org.almenara.engine.rules;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.almenara.engine.measures.Question;
import org.almenara.engine.measures.Tiles;
import org.jspecify.annotations.Nullable;

/** Compiles one measure of a rule: checks it against its form, and gives it an identity. */
final class MeasureCompiler {

  /** How long silences and values are remembered where a rule does not say. */
  private static final String DEFAULT_MEMORY = "180d";

  private static final String ANY = "true";

  private static final Pattern MONEY = Pattern.compile("([a-z_]+)\\.minor");

  private static final long MINUTE = 60_000;

  private final RuleFile rule;
  private final String pointer;
  private final Map<String, Object> keys;
  private final long window;
  private final long slide;
  private final Map<String, Filter> filters;
  private final Map<String, ZoneId> zones;
  private final Baselines baselines;

  /** What it asks beside the record, by dotted name. */
  private final SortedSet<String> beside = new TreeSet<>();

  private final YamlFile file;
  private boolean sound = true;

  private MeasureCompiler(
      RuleFile rule,
      String pointer,
      Map<String, Object> keys,
      long window,
      long slide,
      Map<String, Filter> filters,
      Map<String, ZoneId> zones,
      Baselines baselines,
      YamlFile file) {
    this.zones = zones;
    this.baselines = baselines;
    this.rule = rule;
    this.pointer = pointer;
    this.keys = keys;
    this.window = window;
    this.slide = slide;
    this.filters = filters;
    this.file = file;
  }

  /**
   * A measure as one rule wants it.
   *
   * @param form its function
   * @param measure with the rule's own window, and no K yet
   * @param question what the rule asks it
   * @param field the field of tokens that it counts; empty where it counts none
   */
  record Draft(MeasureForm form, Measure measure, Question question, String field) {

    /** What it gives: a rough number has other bounds than an exact one. */
    MeasureForm.Gives gives() {
      return measure.kind() == MeasureForm.Kind.ROUGH_TOKENS
          ? MeasureForm.Gives.ROUGHLY_MANY
          : form.gives();
    }
  }

  /**
   * Compiles a measure.
   *
   * @param window of the rule, milliseconds
   * @param slide of the rule, milliseconds
   * @param filters compiled before, by text; this one's are added
   * @param zones where days begin, by country
   * @param baselines what filters and numbers can ask of a market
   * @return absent when a problem was noted
   */
  static @Nullable Draft compile(
      RuleFile rule,
      String name,
      MeasureFile measure,
      long window,
      long slide,
      Map<String, Filter> filters,
      Map<String, ZoneId> zones,
      Baselines baselines,
      YamlFile file) {
    Map<String, Object> keys = YamlBinder.values(measure);
    return new MeasureCompiler(
            rule, "/measures/" + name, keys, window, slide, filters, zones, baselines, file)
        .compile();
  }

  private void problem(String key, String cause, String mend) {
    sound = false;
    file.problem(key.isEmpty() ? pointer : pointer + "/" + key, cause, mend);
  }

  private @Nullable Draft compile() {
    List<MeasureForm> forms =
        Arrays.stream(MeasureForm.values()).filter(form -> keys.containsKey(form.key())).toList();
    if (forms.isEmpty() && GroupCompiler.counts(keys)) {
      problem(
          "",
          "the measure counts members, and the rule is about no group",
          "add group: {of: performer, active: which records make one a member}");
      return null;
    }
    if (forms.size() != 1) {
      problem(
          "",
          forms.isEmpty()
              ? "the measure has no function"
              : "a measure has exactly one function, not "
                  + String.join(" and ", forms.stream().map(MeasureForm::key).toList()),
          "use one of "
              + String.join(
                  ", ", Arrays.stream(MeasureForm.values()).map(MeasureForm::key).toList()));
      return null;
    }
    MeasureForm form = forms.get(0);
    checkKeys(form);
    checkArgument(form);
    if (!sound) {
      return null;
    }
    Parts parts = parts(form);
    List<Long> times = times(form);
    Question question = question(form);
    if (!sound) {
      return null;
    }
    MeasureForm.Kind kind = isApproximate() ? MeasureForm.Kind.ROUGH_TOKENS : form.kind();
    String text = parts.text() + (times.isEmpty() ? "" : " " + times);
    Measure measure =
        new Measure(
            Prints.of(rule.entity().code(), kind.name(), text),
            rule.entity(),
            kind,
            text,
            parts.intake(),
            times,
            0,
            Math.max(window, question.baseline()));
    return new Draft(
        form, measure, question, form.takes() == MeasureForm.Takes.TOKENS ? argument(form) : "");
  }

  private boolean isApproximate() {
    return Boolean.TRUE.equals(keys.get("approximate"));
  }

  private String argument(MeasureForm form) {
    return String.valueOf(keys.get(form.key())).strip();
  }

  private void checkKeys(MeasureForm form) {
    for (String needed : form.needs()) {
      if (!keys.containsKey(needed)) {
        problem("", form.key() + " needs '" + needed + "'", "add " + needed + ": ...");
      }
    }
    for (String key : keys.keySet()) {
      if (!key.equals(form.key())
          && !key.equals("where")
          && !form.needs().contains(key)
          && !form.mayHave().contains(key)) {
        problem(
            key, form.key() + " has no use for '" + key + "'", "remove it, or use " + users(key));
      }
    }
  }

  /** The functions that know a key. */
  private static String users(String key) {
    return String.join(
        " or ",
        Arrays.stream(MeasureForm.values())
            .filter(form -> form.needs().contains(key) || form.mayHave().contains(key))
            .map(MeasureForm::key)
            .toList());
  }

  private void checkArgument(MeasureForm form) {
    String argument = argument(form);
    boolean fits =
        switch (form.takes()) {
          case RECORDS -> argument.equals("records");
          case SESSION -> argument.equals("session");
          case TOKENS ->
              form == MeasureForm.MEMBERS
                  ? RecordFields.holdsTokens(argument)
                  : RecordFields.holdsEntities(argument);
          case NUMBER, FILTER -> true; // compiled, and judged then
        };
    if (!fits) {
      problem(
          form.key(),
          "'" + argument + "' is nothing to measure with " + form.key(),
          "write "
              + form.key()
              + ": "
              + (form == MeasureForm.MEMBERS ? "a field with tokens" : form.takes().words()));
    }
  }

  /** What it takes, compiled, and as a text that is the same for the same thing. */
  private record Parts(String text, Intake intake) {}

  private Parts parts(MeasureForm form) {
    String argument = argument(form);
    String where = text("where").orElse("");
    boolean sessions = form.kind() == MeasureForm.Kind.SESSIONS;
    boolean filtersItself = form.takes() == MeasureForm.Takes.FILTER && form != MeasureForm.SHARE;
    if (where.isEmpty() && !sessions && !filtersItself) {
      problem("", "the measure has no filter", "add where: which records it takes");
    }
    boolean joined = (sessions || filtersItself) && !where.isEmpty();
    if (joined) {
      filter("where", where); // by itself: so places are those of the file, and brackets its own
    }
    if (!sound) {
      return new Parts("", new Intake(Filter.NONE, List.of(), null, null, null, false, false));
    }
    String taken = sessions && where.isEmpty() ? SessionMarks.FILTER : where;
    if (sessions && !where.isEmpty()) {
      taken = SessionMarks.FILTER + " && " + parenthesized(where);
    }
    if (filtersItself && where.isEmpty()) {
      taken = ANY;
    }
    Map<String, String> roleTexts = new LinkedHashMap<>();
    if (form.takes() == MeasureForm.Takes.FILTER) {
      roleTexts.put(form.key(), argument);
      for (String key : List.of("then", "without")) {
        text(key).ifPresent(role -> roleTexts.put(key, role));
      }
    }
    List<Filter> roles = new ArrayList<>();
    roleTexts.forEach((key, role) -> roles.add(filter(key, role)));
    if (filtersItself && sound) {
      taken =
          parenthesized(taken)
              + " && ("
              + String.join(
                  " || ", roleTexts.values().stream().map(MeasureCompiler::parenthesized).toList())
              + ")";
    }
    boolean number = form.takes() == MeasureForm.Takes.NUMBER;
    Projection.OfNumber first = number ? number(form.key(), argument) : null;
    Projection.OfNumber second =
        keys.containsKey("to") ? number("to", text("to").orElse("")) : null;
    String field = form.takes() == MeasureForm.Takes.TOKENS ? argument : text("by").orElse("");
    if (keys.containsKey("by") && !RecordFields.holdsTokens(field)) {
      problem("by", "'" + field + "' holds nothing to pair by", "write by: a field with tokens");
    }
    checkCurrency(form, taken, List.of(argument, text("to").orElse("")));
    Filter filter = taken.isEmpty() ? Filter.NONE : filter("where", taken);
    List<String> text = new ArrayList<>();
    text.add(taken);
    roleTexts.forEach((key, role) -> text.add(key + " " + role));
    text.add(number ? argument : "");
    text.add(text("to").orElse(""));
    text.add(field);
    boolean days = asksForDays(form);
    text.add(days ? "market" : "");
    beside.stream()
        .filter(BesideRecord::isBaseline)
        .forEach(path -> text.add(baselines.print(path)));
    Intake intake =
        new Intake(
            filter,
            List.copyOf(roles),
            first,
            second,
            field.isEmpty() ? null : new TokenField(field),
            sessions,
            days);
    return new Parts(String.join(" | ", text), intake);
  }

  /** Whether it matters where the account's days begin. */
  private static boolean asksForDays(MeasureForm form) {
    return form == MeasureForm.DAY_RUN || form == MeasureForm.SHORT_RESTS;
  }

  /** A comment at the end of a term would take the bracket with it. */
  private static String parenthesized(String term) {
    return "(" + term + (term.contains("//") ? "\n" : "") + ")";
  }

  /**
   * Amounts of several currencies cannot be added up: each amount that is read has its currency
   * fixed; in a ratio it is enough that both have the same.
   */
  private void checkCurrency(MeasureForm form, String where, List<String> numbers) {
    if (form.takes() != MeasureForm.Takes.NUMBER) {
      return;
    }
    boolean ratio = form == MeasureForm.RATIO;
    for (String number : numbers) {
      for (FieldUse use : FieldUse.in(number)) {
        Matcher money = MONEY.matcher(use.path());
        if (money.matches() && !Currencies.isFixed(money.group(1) + ".currency", where, ratio)) {
          problem(
              form.key(),
              "amounts of different currencies cannot be compared or added",
              "add to where, by &&: "
                  + money.group(1)
                  + ".currency == \"USD\""
                  + (ratio ? ", or share.currency == amount.currency" : ""));
          return;
        }
      }
    }
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(keys.get(key)).map(value -> String.valueOf(value).strip());
  }

  private Filter filter(String key, String text) {
    Filter known = filters.get(text);
    if (known != null) {
      beside.addAll(known.beside());
      return known;
    }
    try {
      Filter filter = Filter.compile(text, baselines);
      beside.addAll(filter.beside());
      filters.put(text, filter);
      return filter;
    } catch (Expressions.Problem e) {
      problem(key, e);
      return Filter.NONE;
    }
  }

  private Projection.@Nullable OfNumber number(String key, String text) {
    try {
      Projection.OfNumber number = Projection.compileNumber(text, baselines);
      beside.addAll(number.beside());
      return number;
    } catch (Expressions.Problem e) {
      problem(key, e);
      return null;
    }
  }

  private void problem(String key, Expressions.Problem problem) {
    sound = false;
    file.problem(pointer + "/" + key, problem);
  }

  private List<Long> times(MeasureForm form) {
    return switch (form.kind()) {
      case TILES, LEAST, GREATEST -> List.of(tile());
      case TOKENS -> isApproximate() ? List.of(tile()) : List.of();
      case SEQUENCES, ABSENCES -> List.of(duration("within", ""));
      case RETURNS -> List.of(duration("after", ""), duration("memory", DEFAULT_MEMORY));
      case FIRST_SIGHTINGS, CHANGES -> List.of(duration("memory", DEFAULT_MEMORY));
      case RECORDS, ROUGH_TOKENS, SESSIONS -> List.of();
    };
  }

  private long tile() {
    long baseline = keys.containsKey("baseline") ? duration("baseline", "") : window;
    OptionalLong tile = Tiles.sizeFor(List.of(slide, window, baseline));
    boolean wholeMinutes = Stream.of(slide, window, baseline).allMatch(of -> of % MINUTE == 0);
    if (tile.isEmpty()) {
      problem(
          "",
          "it is kept in tiles of 1m, 5m, 1h or 6h, at most "
              + Tiles.MOST_TILES
              + " of them; "
              + (wholeMinutes
                  ? "the tile that divides slide and window gives more"
                  : "none divides slide and window"),
          wholeMinutes
              ? "use a slide and a window of whole 6h, or a shorter window"
              : "use whole minutes");
    }
    return tile.orElse(slide);
  }

  private long duration(String key, String otherwise) {
    String text = text(key).orElse(otherwise);
    Long millis = Durations.parse(text);
    if (millis == null) {
      problem(
          key,
          "'" + text + "' is no duration from 1s to 366d",
          "write a whole number and s, m, h or d: 24h");
      return 1;
    }
    return millis;
  }

  private Question question(MeasureForm form) {
    long baseline = keys.containsKey("baseline") ? duration("baseline", "") : 0;
    if (baseline != 0 && baseline <= window) {
      problem("baseline", "the baseline is no longer than the window", "use a longer one");
    }
    int atLeast = (Integer) keys.getOrDefault("at_least", 0);
    if (keys.containsKey("at_least") && (atLeast < 1 || atLeast > 1_000_000)) {
      problem(
          "at_least", "'at_least' lies outside 1 to 1000000", "say how many records are enough");
    }
    long limit = 0;
    for (String key : List.of("under", "over")) {
      limit = keys.containsKey(key) ? duration(key, "") : limit;
    }
    if (form == MeasureForm.RETURNS && duration("memory", DEFAULT_MEMORY) < duration("after", "")) {
      boolean said = keys.containsKey("memory");
      problem(
          said ? "memory" : "after",
          "a silence of "
              + text("after").orElse("")
              + " is longer than what is remembered, "
              + text("memory").orElse(DEFAULT_MEMORY)
              + (said ? "" : " unless said"),
          said ? "raise memory" : "add memory: " + text("after").orElse("") + " or more");
    }
    Question question = new Question(form.function(), window, baseline, atLeast).withLimit(limit);
    return asksForDays(form) ? question.inZones(zones) : question;
  }
}
