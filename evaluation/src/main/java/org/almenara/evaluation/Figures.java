package org.almenara.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Settings;
import org.almenara.evaluation.Resamples.Sums;
import org.almenara.simulator.Truth;
import org.almenara.simulator.TruthClass;
import org.jspecify.annotations.Nullable;

/** Makes the figures of one feed. */
final class Figures {

  /** Shares of victims among people; nobody knows the true one. The middle one is the usual one. */
  static final List<Double> PREVALENCES = List.of(0.0002, 0.002, 0.02);

  static final double USUAL = 0.002;

  private static final Estimate NONE = new Estimate(null, null, null, 0);
  private static final double MONTH_DAYS = 30;

  /** More than any points: who is corroborated ranks before all who are not. */
  private static final double CORROBORATED = 1e6;

  private static final double HOUR = 3_600_000;

  /** Of fewer than so many a floor says nothing. */
  private static final int FEWEST = 30;

  private static final long LOWEST_LINE = 10;
  private static final long HIGHEST_LINE = 100;

  private final RuleSet ruleSet;
  private final Pool pool;
  private final Pool toLearnFrom;
  private final int accounts;
  private final Resamples draws;
  private final Opened usual;
  private final double months;
  private final List<Pool.Person> findable;

  private final Map<Long, Rescoring> rescorings = new TreeMap<>();

  /** Of each run, by seed; those of an entity by its origin. */
  private final Map<Long, Map<String, List<Rescoring.Stand>>> stands = new TreeMap<>();

  /**
   * Over some worlds.
   *
   * @param toLearnFrom other worlds, whose truth a baseline is told
   * @param accounts in each world
   */
  Figures(RuleSet ruleSet, Pool pool, Pool toLearnFrom, int accounts, int resamples) {
    this.ruleSet = ruleSet;
    this.pool = pool;
    this.toLearnFrom = toLearnFrom;
    this.accounts = accounts;
    this.usual = new Opened(pool, accounts, USUAL);
    for (Run run : pool.runs()) {
      pool.groupOf(run, "");
      Rescoring rescoring = new Rescoring(ruleSet, run.findings());
      rescorings.put(run.seed(), rescoring);
      stands.put(run.seed(), rescoring.all());
    }
    this.draws = new Resamples(pool.kinds(), resamples, 1);
    this.months = pool.runs().get(0).days() / MONTH_DAYS;
    this.findable = pool.findable();
  }

  Report.Profile profile(String feed) {
    List<Report.Recall> typologies = typologies();
    List<Report.Recall> routes = List.of(minors(), distress());
    Report.Delays delays = delays();
    Report.FalseFlags flags = falseFlags();
    List<Report.AtPrevalence> prevalences = PREVALENCES.stream().map(this::at).toList();
    List<Report.Audit> audit = audit();
    Map<String, Ranking> rankings = rankings();
    List<Report.Floor> floors = new ArrayList<>();
    floors.add(floor("precision at 0.2 %", 0.6, null, prevalences.get(1).precision()));
    for (Report.Recall one : typologies) {
      if (one.people().n() >= FEWEST) {
        floors.add(floor("recall: " + one.name(), 0.7, null, one.people()));
      }
    }
    routes.forEach(one -> floors.add(floor("recall: " + one.name(), 0.9, null, one.people())));
    floors.add(floor("median hours from first evidence", null, 24.0, delays.fromEvidenceMedian()));
    floors.add(floor("false flags a month, lawful studios", null, 0.01, flags.studios()));
    floors.add(floor("false flags a month, independents", null, 0.0001, flags.independents()));
    for (Report.Audit one : audit) {
      floors.add(between(one.what() + ", " + one.groups(), 1.25, one.ratio()));
    }
    floors.add(
        floor("1 - AUPRC over that of the best baseline", null, 0.5, againstBaselines(rankings)));
    return new Report.Profile(
        feed,
        pool.runs().stream().mapToLong(Run::records).sum(),
        pool.runs().stream().mapToLong(run -> run.findings().size()).sum(),
        pool.runs().stream().mapToLong(run -> run.leads().size()).sum(),
        floors,
        prevalences,
        typologies,
        routes,
        apart(),
        delays,
        flags,
        decoys(),
        wrong(),
        audit,
        confusion(),
        words(),
        methods(rankings),
        lines(),
        rules());
  }

  private static Report.Floor floor(
      String name, @Nullable Double atLeast, @Nullable Double atMost, Estimate figure) {
    Double low = figure.low();
    Double high = figure.high();
    Report.Verdict verdict = Report.Verdict.OPEN;
    if (low != null && high != null && figure.n() >= FEWEST) {
      boolean met = atLeast == null ? high <= Objects.requireNonNull(atMost) : low >= atLeast;
      boolean missed = atLeast == null ? low > Objects.requireNonNull(atMost) : high < atLeast;
      verdict = met ? Report.Verdict.MET : missed ? Report.Verdict.MISSED : verdict;
    }
    return new Report.Floor(name, atLeast, atMost, figure, verdict);
  }

  /** A ratio that may pass 1 neither way by more than a factor. */
  private static Report.Floor between(String name, double factor, Estimate ratio) {
    Report.Floor above = floor(name, 1 / factor, null, ratio);
    Report.Floor below = floor(name, null, factor, ratio);
    Report.Verdict verdict =
        above.verdict() == below.verdict()
            ? above.verdict()
            : above.verdict() == Report.Verdict.MISSED || below.verdict() == Report.Verdict.MISSED
                ? Report.Verdict.MISSED
                : Report.Verdict.OPEN;
    return new Report.Floor(name, 1 / factor, factor, ratio, verdict);
  }

  private Report.AtPrevalence at(double prevalence) {
    Opened opened = prevalence == USUAL ? usual : new Opened(pool, accounts, prevalence);
    Sums right = new Sums();
    Sums all = new Sums();
    for (Opened.Case one : opened.all()) {
      if (counts(one)) {
        all.add(one.group(), one.weight());
        right.add(one.group(), one.right() ? one.weight() : 0);
      }
    }
    Sums people = new Sums();
    for (Pool.Person person : pool.people()) {
      people.add(
          person.group(),
          pool.weight(person.truth().truthClass(), prevalence) * pool.runs().get(0).days() / 1e5);
    }
    return new Report.AtPrevalence(
        prevalence,
        pool.hasVictims() ? draws.share(right, all, opened.all().size()) : NONE,
        pool.hasVictims() ? draws.rate(all, people, opened.all().size()) : NONE,
        recall(findable, opened, Pool.Person::onset));
  }

  private boolean counts(Opened.Case one) {
    return !pool.isApart(one.behaviour());
  }

  private Estimate recall(
      Collection<Pool.Person> people, Opened opened, Function<Pool.Person, Long> since) {
    Sums found = new Sums();
    Sums all = new Sums();
    for (Pool.Person person : people) {
      all.add(person.group(), 1);
      found.add(person.group(), Found.by(opened, person, since.apply(person)).part());
    }
    return draws.share(found, all, people.size());
  }

  private Report.Recall recall(
      String name,
      String truth,
      Collection<Pool.Person> people,
      Function<Pool.Person, Long> since) {
    Map<Integer, Double> best = new TreeMap<>();
    List<Resamples.Valued> delays = new ArrayList<>();
    for (Pool.Person person : people) {
      Found found = Found.by(usual, person, since.apply(person));
      best.merge(person.group(), found.part(), Math::max);
      addDelay(delays, person, found, Truth::firstEvidence);
    }
    Sums groupsFound = new Sums();
    Sums groups = new Sums();
    best.forEach(
        (group, part) -> {
          groups.add(group, 1);
          groupsFound.add(group, part);
        });
    return new Report.Recall(
        name,
        truth,
        recall(people, usual, since),
        draws.share(groupsFound, groups, best.size()),
        draws.quantile(delays, 0.5));
  }

  private static void addDelay(
      List<Resamples.Valued> delays,
      Pool.Person person,
      Found found,
      Function<Truth, @Nullable Instant> since) {
    Instant from = since.apply(person.truth());
    if (found.at() != null && from != null) {
      delays.add(
          new Resamples.Valued(
              person.group(), (found.at() - from.toEpochMilli()) / HOUR, found.part()));
    }
  }

  private Map<String, List<Pool.Person>> byBehaviour(Predicate<Pool.Person> who) {
    Map<String, List<Pool.Person>> by = new TreeMap<>();
    for (Pool.Person person : pool.people()) {
      if (who.test(person)) {
        by.computeIfAbsent(person.truth().behaviour(), none -> new ArrayList<>()).add(person);
      }
    }
    return by;
  }

  private List<Report.Recall> ofBehaviours(Predicate<Pool.Person> who) {
    List<Report.Recall> all = new ArrayList<>();
    byBehaviour(who)
        .forEach(
            (name, people) ->
                all.add(
                    recall(
                        name,
                        people.get(0).truth().truthClass().code(),
                        people,
                        Pool.Person::onset)));
    return all;
  }

  private List<Report.Recall> typologies() {
    return ofBehaviours(
        person ->
            person.truth().firstEvidence() != null
                && !Boolean.FALSE.equals(person.truth().detectable())
                && !pool.isApart(person.truth().behaviour()));
  }

  private List<Report.Recall> apart() {
    return ofBehaviours(
        person ->
            person.truth().truthClass() != TruthClass.LAWFUL
                && (Boolean.FALSE.equals(person.truth().detectable())
                    || pool.isApart(person.truth().behaviour())));
  }

  private Report.Recall minors() {
    List<Pool.Person> minors =
        findable.stream().filter(one -> one.truth().truthClass() == TruthClass.CHILD).toList();
    return recall("minors", TruthClass.CHILD.code(), minors, Pool.Person::onset);
  }

  /** Victims who asked for help once harm had begun. */
  private Report.Recall distress() {
    List<Pool.Person> people =
        findable.stream()
            .filter(
                one ->
                    one.run().cries().getOrDefault(one.truth().origin(), List.of()).stream()
                        .anyMatch(at -> at >= one.onset()))
            .toList();
    // Whoever was found before need not be found again.
    return recall("distress", "", people, Pool.Person::onset);
  }

  private Report.Delays delays() {
    List<Resamples.Valued> onset = new ArrayList<>();
    List<Resamples.Valued> evidence = new ArrayList<>();
    for (Pool.Person person : findable) {
      Found found = Found.by(usual, person, person.onset());
      addDelay(onset, person, found, Truth::harmOnset);
      addDelay(evidence, person, found, Truth::firstEvidence);
    }
    return new Report.Delays(
        draws.quantile(onset, 0.5),
        draws.quantile(onset, 0.95),
        draws.quantile(evidence, 0.5),
        draws.quantile(evidence, 0.95));
  }

  private static boolean isLawful(Opened.Case one) {
    return one.at() == TruthClass.LAWFUL;
  }

  private Report.FalseFlags falseFlags() {
    TreeSet<Integer> studios = new TreeSet<>();
    Sums studioMonths = new Sums();
    Sums personMonths = new Sums();
    TreeSet<Integer> independents = new TreeSet<>();
    for (Pool.Person person : pool.people()) {
      if (person.truth().truthClass() == TruthClass.LAWFUL) {
        if (person.run().ground().inStudio(person.truth())) {
          studios.add(person.group());
        } else {
          independents.add(person.group());
          personMonths.add(person.group(), months);
        }
      }
    }
    studios.forEach(group -> studioMonths.add(group, months));
    Sums onStudios = new Sums();
    Sums onIndependents = new Sums();
    for (Opened.Case one : usual.all()) {
      if (isLawful(one)) {
        (studios.contains(one.group()) ? onStudios : onIndependents).add(one.group(), one.part());
      }
    }
    independents.removeAll(studios);
    return new Report.FalseFlags(
        draws.rate(onStudios, studioMonths, studios.size()),
        studios.size() * months,
        draws.rate(onIndependents, personMonths, independents.size()),
        Objects.requireNonNull(Estimate.rounded(personMonths.in(Resamples.SEEN))));
  }

  private List<Report.Decoy> decoys() {
    Map<String, Sums> flags = new TreeMap<>();
    for (Opened.Case one : usual.all()) {
      if (isLawful(one)) {
        flags.computeIfAbsent(one.behaviour(), none -> new Sums()).add(one.group(), one.part());
      }
    }
    List<Report.Decoy> decoys = new ArrayList<>();
    byBehaviour(person -> person.truth().truthClass() == TruthClass.LAWFUL)
        .forEach(
            (name, people) -> {
              Sums exposed = new Sums();
              people.forEach(person -> exposed.add(person.group(), months / 1000));
              Sums flagged = flags.getOrDefault(name, new Sums());
              decoys.add(
                  new Report.Decoy(
                      name,
                      people.size(),
                      exposed.groups(),
                      Objects.requireNonNull(Estimate.rounded(flagged.in(Resamples.SEEN))),
                      draws.rate(flagged, exposed, people.size())));
            });
    decoys.sort(Comparator.comparingDouble(Report.Decoy::flags).reversed());
    return decoys;
  }

  private List<Report.Wrong> wrong() {
    Map<List<String>, Double> cases = new HashMap<>();
    for (Opened.Case one : usual.all()) {
      if (!one.right()) {
        List<String> key =
            List.of(
                one.lead().type().code(), one.behaviour(), String.join(", ", one.lead().rules()));
        cases.merge(key, one.part(), Double::sum);
      }
    }
    return cases.entrySet().stream()
        .map(
            entry ->
                new Report.Wrong(
                    entry.getKey().get(0),
                    entry.getKey().get(1),
                    entry.getKey().get(2),
                    Objects.requireNonNull(Estimate.rounded(entry.getValue()))))
        .sorted(
            Comparator.comparingDouble(Report.Wrong::cases)
                .reversed()
                .thenComparing(Report.Wrong::entity)
                .thenComparing(Report.Wrong::behaviour)
                .thenComparing(Report.Wrong::rules))
        .toList();
  }

  private List<Report.Audit> audit() {
    TreeSet<String> names = new TreeSet<>();
    pool.people().forEach(one -> addTo(names, one.truth().auditGroup()));
    if (names.size() != 2) {
      return List.of();
    }
    String first = names.first();
    String last = names.last();
    return List.of(
        audit(
            "flags on lawful people",
            first,
            last,
            pool.people().stream()
                .filter(one -> one.truth().truthClass() == TruthClass.LAWFUL)
                .toList(),
            person -> usual.of(person).stream().mapToDouble(Opened.Case::part).max().orElse(0)),
        audit(
            "victims found",
            first,
            last,
            findable,
            person -> Found.by(usual, person, person.onset()).part()));
  }

  private static void addTo(Set<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }

  private Report.Audit audit(
      String what,
      String first,
      String last,
      List<Pool.Person> people,
      Function<Pool.Person, Double> flagged) {
    Map<String, Sums> flags = new HashMap<>();
    Map<String, Sums> all = new HashMap<>();
    for (Pool.Person person : people) {
      String group = person.truth().auditGroup();
      if (group != null) {
        all.computeIfAbsent(group, none -> new Sums()).add(person.group(), 1);
        flags.computeIfAbsent(group, none -> new Sums()).add(person.group(), flagged.apply(person));
      }
    }
    Sums none = new Sums();
    return new Report.Audit(
        what,
        first + " over " + last,
        draws.estimate(
            people.size(),
            draw ->
                flags.getOrDefault(first, none).in(draw)
                    / all.getOrDefault(first, none).in(draw)
                    / (flags.getOrDefault(last, none).in(draw)
                        / all.getOrDefault(last, none).in(draw))));
  }

  /** People by what is true, and what the first case about them describes. */
  private SortedMap<String, SortedMap<String, Long>> confusion() {
    SortedMap<String, SortedMap<String, Long>> table = new TreeMap<>();
    for (Pool.Person person : pool.people()) {
      boolean lawful = person.truth().truthClass() == TruthClass.LAWFUL;
      String predicted =
          usual.about(person).stream()
              .filter(one -> lawful || one.lead().opened() >= person.onset())
              .min(Comparator.comparingLong(one -> one.lead().opened()))
              .map(one -> one.lead().predicted().code())
              .orElse("no case");
      table
          .computeIfAbsent(person.truth().truthClass().code(), none -> new TreeMap<>())
          .merge(predicted, 1L, Long::sum);
    }
    return table;
  }

  private List<Report.Word> words() {
    List<Report.Word> words = new ArrayList<>();
    for (Settings.Word word : ruleSet.settings().words()) {
      Sums right = new Sums();
      Sums all = new Sums();
      long cases = 0;
      for (Opened.Case one : usual.all()) {
        if (counts(one) && one.lead().word().equals(word.word())) {
          cases++;
          all.add(one.group(), one.weight());
          right.add(one.group(), one.right() ? one.weight() : 0);
        }
      }
      words.add(new Report.Word(word.word(), cases == 0 ? NONE : draws.share(right, all, cases)));
    }
    return words;
  }

  private Map<String, List<Rescoring.Stand>> standsOf(Run run) {
    return Objects.requireNonNull(stands.get(run.seed()));
  }

  private List<Rescoring.Stand> stands(Pool.Person person) {
    List<Rescoring.Stand> all = new ArrayList<>();
    for (String origin : person.about()) {
      all.addAll(standsOf(person.run()).getOrDefault(origin, List.of()));
    }
    return all;
  }

  /** Lawful people, and victims who can be found: who is neither counts on no side. */
  private List<Pool.Person> ranked() {
    return pool.people().stream()
        .filter(
            one ->
                one.truth().truthClass() == TruthClass.LAWFUL
                    || (one.shows() && !pool.isApart(one.truth().behaviour())))
        .toList();
  }

  private Map<String, Ranking> rankings() {
    Map<String, Ranking> rankings = new LinkedHashMap<>();
    List<Pool.Person> people = ranked();
    if (findable.isEmpty()) {
      return rankings;
    }
    double[] engine = new double[people.size()];
    double[] points = new double[people.size()];
    for (int i = 0; i < engine.length; i++) {
      Pool.Person person = people.get(i);
      for (Rescoring.Stand stand : stands(person)) {
        if (stand.instant() >= person.onset()) {
          double of = (double) stand.pointsMilli();
          points[i] = Math.max(points[i], of);
          double rank = stand.corroborated() ? CORROBORATED + of : of;
          engine[i] = Math.max(engine[i], rank);
        }
      }
    }
    Baselines baselines = new Baselines(ruleSet);
    rankings.put("this system", ranking(people, engine));
    rankings.put("points without corroboration", ranking(people, points));
    rankings.put("most hours in a week", ranking(people, Baselines.hours(people)));
    rankings.put("random cut forest", ranking(people, baselines.forest(people)));
    if (toLearnFrom.hasVictims()) {
      double[] trees = baselines.trees(toLearnFrom.people(), people);
      rankings.put("boosted trees", ranking(people, trees));
    }
    return rankings;
  }

  private Ranking ranking(List<Pool.Person> people, double[] scores) {
    List<Ranking.Scored> scored = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Pool.Person person = people.get(i);
      scored.add(
          new Ranking.Scored(
              person.group(),
              scores[i],
              person.isVictim(),
              pool.weight(person.truth().truthClass(), USUAL)));
    }
    return new Ranking(scored);
  }

  private List<Report.Method> methods(Map<String, Ranking> rankings) {
    List<Report.Method> methods = new ArrayList<>();
    rankings.forEach(
        (name, ranking) -> {
          List<Report.Point> curve = new ArrayList<>();
          for (int tenth = 1; tenth <= 10; tenth++) {
            double recall = tenth / 10.0;
            curve.add(
                new Report.Point(
                    recall,
                    draws.estimate(findable.size(), draw -> ranking.precisionAt(recall, draw))));
          }
          methods.add(
              new Report.Method(name, draws.estimate(findable.size(), ranking::area), curve));
        });
    return methods;
  }

  /** What is missing to a perfect curve, over what is missing to the best of the others. */
  private Estimate againstBaselines(Map<String, Ranking> rankings) {
    List<Ranking> all = List.copyOf(rankings.values());
    if (all.isEmpty()) {
      return NONE;
    }
    return draws.estimate(
        findable.size(),
        draw -> {
          double best =
              all.subList(1, all.size()).stream()
                  .mapToDouble(ranking -> ranking.area(draw))
                  .max()
                  .orElse(Double.NaN);
          return (1 - all.get(0).area(draw)) / (1 - best);
        });
  }

  private static boolean opens(List<Rescoring.Stand> stands, long from, long before, long line) {
    return stands.stream()
        .anyMatch(
            stand ->
                stand.corroborated()
                    && stand.pointsMilli() >= line
                    && stand.instant() >= from
                    && stand.instant() < before);
  }

  private static long onset(@Nullable Truth truth) {
    return truth == null || truth.harmOnset() == null
        ? Long.MAX_VALUE
        : truth.harmOnset().toEpochMilli();
  }

  private List<Report.Line> lines() {
    List<Report.Line> lines = new ArrayList<>();
    long chosen = ruleSet.settings().lineMilli();
    for (long points = LOWEST_LINE; points <= HIGHEST_LINE; points += 5) {
      lines.add(line(points * 1000, points * 1000 == chosen));
    }
    if (lines.stream().noneMatch(Report.Line::chosen)) {
      lines.add(line(chosen, true));
      lines.sort(Comparator.comparingLong(Report.Line::points));
    }
    return lines;
  }

  private Report.Line line(long line, boolean chosen) {
    Sums right = new Sums();
    Sums all = new Sums();
    long cases = 0;
    for (Run run : pool.runs()) {
      for (Map.Entry<String, List<Rescoring.Stand>> entry : standsOf(run).entrySet()) {
        Truth truth = run.ground().of(entry.getKey());
        long onset = onset(truth);
        boolean wrongly = opens(entry.getValue(), Long.MIN_VALUE, onset, line);
        boolean rightly = opens(entry.getValue(), onset, Long.MAX_VALUE, line);
        TruthClass of = truth == null ? TruthClass.LAWFUL : truth.truthClass();
        boolean skipped =
            of == TruthClass.LABOUR_ABUSE || (truth != null && pool.isApart(truth.behaviour()));
        if ((wrongly || rightly) && !skipped) {
          cases++;
          double weight = pool.weight(of, USUAL);
          int group = pool.groupOf(run, entry.getKey());
          all.add(group, weight);
          right.add(group, rightly ? weight : 0);
        }
      }
    }
    Sums found = new Sums();
    Sums victims = new Sums();
    for (Pool.Person person : findable) {
      victims.add(person.group(), 1);
      found.add(
          person.group(), opens(stands(person), person.onset(), Long.MAX_VALUE, line) ? 1 : 0);
    }
    return new Report.Line(
        line / 1000,
        chosen,
        pool.hasVictims() ? draws.share(right, all, cases) : NONE,
        draws.share(found, victims, findable.size()));
  }

  private List<Report.RuleRow> rules() {
    long line = ruleSet.settings().lineMilli();
    Map<String, Long> findings = new HashMap<>();
    pool.runs()
        .forEach(
            run ->
                run.findings().stream()
                    .filter(finding -> finding.holds())
                    .forEach(finding -> findings.merge(finding.rule(), 1L, Long::sum)));
    List<Report.RuleRow> rows = new ArrayList<>();
    for (Rule rule : ruleSet.rules()) {
      if (rule.isCounter()) {
        continue;
      }
      rows.add(row(rule, line, findings.getOrDefault(rule.id(), 0L)));
    }
    return rows;
  }

  private Report.RuleRow row(Rule rule, long line, long findings) {
    long right = 0;
    long wrong = 0;
    Map<Long, Map<String, List<Rescoring.Stand>>> without = new HashMap<>();
    for (Run run : pool.runs()) {
      Map<String, List<Rescoring.Stand>> all = standsOf(run);
      Map<String, List<Rescoring.Stand>> left =
          findings == 0
              ? all
              : Objects.requireNonNull(rescorings.get(run.seed())).without(rule.id(), all);
      without.put(run.seed(), left);
      for (Map.Entry<String, List<Rescoring.Stand>> entry : all.entrySet()) {
        List<Rescoring.Stand> then = left.getOrDefault(entry.getKey(), List.of());
        if (then == entry.getValue()) {
          continue;
        }
        long onset = onset(run.ground().of(entry.getKey()));
        right +=
            opens(entry.getValue(), onset, Long.MAX_VALUE, line)
                    && !opens(then, onset, Long.MAX_VALUE, line)
                ? 1
                : 0;
        wrong +=
            opens(entry.getValue(), Long.MIN_VALUE, onset, line)
                    && !opens(then, Long.MIN_VALUE, onset, line)
                ? 1
                : 0;
      }
    }
    Sums lost = new Sums();
    Sums victims = new Sums();
    for (Pool.Person person : findable) {
      victims.add(person.group(), 1);
      Map<String, List<Rescoring.Stand>> all = standsOf(person.run());
      Map<String, List<Rescoring.Stand>> left =
          Objects.requireNonNull(without.get(person.run().seed()));
      if (findings > 0
          && person.about().stream().anyMatch(one -> opensIn(all, one, person.onset(), line))
          && person.about().stream().noneMatch(one -> opensIn(left, one, person.onset(), line))) {
        lost.add(person.group(), 1);
      }
    }
    Report.Proof proof =
        findings == 0
            ? Report.Proof.SILENT
            : right == 0 ? Report.Proof.UNPROVEN : Report.Proof.PROVEN;
    return new Report.RuleRow(
        rule.id(),
        rule.indicator(),
        proof,
        findings,
        standsOn(rule.id(), true),
        standsOn(rule.id(), false),
        right,
        wrong,
        draws.share(lost, victims, findable.size()));
  }

  private static boolean opensIn(
      Map<String, List<Rescoring.Stand>> stands, String origin, long onset, long line) {
    return opens(stands.getOrDefault(origin, List.of()), onset, Long.MAX_VALUE, line);
  }

  private double standsOn(String rule, boolean right) {
    double sum =
        usual.all().stream()
            .filter(one -> one.right() == right && one.lead().rules().contains(rule))
            .mapToDouble(Opened.Case::part)
            .sum();
    return Objects.requireNonNull(Estimate.rounded(sum));
  }
}
