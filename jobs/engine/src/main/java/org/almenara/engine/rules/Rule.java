package org.almenara.engine.rules;

import java.util.List;
import java.util.SortedMap;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * A rule, compiled.
 *
 * @param id file name without its ending
 * @param version of the file
 * @param title by language
 * @param indicator id in the indicator catalogue
 * @param entity what it is evaluated for
 * @param inputs the measures that its condition reads
 * @param window milliseconds
 * @param slide milliseconds; it is evaluated at multiples of it
 * @param when the condition as it is written
 * @param condition over the measures
 * @param bearing what it does to a case
 * @param root kind of fact
 * @param basis whose word the facts are
 * @param pointsMilli thousandths of a point
 * @param halfLife milliseconds
 * @param passesOn to whom findings are passed on; absent: to nobody
 * @param needs what feeds must give
 * @param falsePositives lawful explanations
 */
public record Rule(
    String id,
    int version,
    SortedMap<String, String> title,
    String indicator,
    EntityType entity,
    List<Input> inputs,
    long window,
    long slide,
    String when,
    Condition condition,
    Bearing bearing,
    Root root,
    FlaggedCase.Basis basis,
    long pointsMilli,
    long halfLife,
    @Nullable PassesOn passesOn,
    Needs needs,
    List<String> falsePositives) {

  /** Whether it is counter-evidence. */
  public boolean isCounter() {
    return bearing instanceof Counter;
  }

  /** What it does to a case as evidence; never asked of counter-evidence. */
  public Evidence evidence() {
    return (Evidence) bearing;
  }

  /** The families that it lowers; none where it is evidence. */
  public List<Family> counters() {
    return bearing instanceof Counter counter ? counter.families() : List.of();
  }

  /** What a rule does to a case when it holds. */
  public sealed interface Bearing {}

  /**
   * It speaks for the case.
   *
   * @param family caps and corroboration
   * @param tier how much it may do alone
   * @param elements elements that the facts support
   */
  public record Evidence(Family family, FlaggedCase.Tier tier, List<FlaggedCase.Element> elements)
      implements Bearing {}

  /**
   * It speaks against the case: its points lower those of the families.
   *
   * @param families never empty, each one that {@link Family#isLowered}
   */
  public record Counter(List<Family> families) implements Bearing {}

  /** The same rule in a lane. */
  Rule in(Lane lane, List<Input> inputsThere) {
    return new Rule(
        lane.key(id),
        version,
        title,
        indicator,
        entity,
        inputsThere,
        window,
        slide,
        when,
        condition,
        bearing,
        root,
        basis,
        pointsMilli,
        halfLife,
        passesOn,
        needs,
        falsePositives);
  }

  /**
   * A gauge under the name that the rule gives it.
   *
   * @param name in the condition
   * @param gauge shared
   * @param unit of its values, as cases say it
   * @param thresholds the condition asks whether the value reaches them; ascending, never empty
   */
  public record Input(String name, Gauge gauge, String unit, List<Long> thresholds) {

    /** Most records that a finding cites where the value is no number of them. */
    private static final int MOST_CITED = 32;

    /**
     * How many of its records a finding cites, the newest: as many as its threshold needs. It
     * depends on the rule alone, whoever shares the measure.
     */
    public int mostCited() {
      long needed =
          switch (gauge.question().function()) {
            case COUNT, DISTINCT, MEMBERS, ABSENCE, FIRST_SEEN -> clamp();
            // Each shows itself by two records: where it begins, and where it ends.
            case SEQUENCE, RETURNS, CHANGES, UNBROKEN -> 2 * clamp();
            case TALLY,
                COVERED,
                LONGEST_REST,
                SHORT_RESTS,
                DAY_RUN,
                OVERLAP,
                SUM,
                MEAN,
                MIN,
                MAX,
                SHARE,
                RATIO,
                GROWTH ->
                MOST_CITED;
          };
      return Math.toIntExact(Math.max(0, needed));
    }

    /** Up to when a record that it cites shows anything: how long it can lie back, milliseconds. */
    public long reach() {
      return gauge.question().window() + gauge.measure().reachesBack();
    }

    /** Highest threshold: values on findings are cut off here, so read them as "at least". */
    public long clamp() {
      return thresholds.get(thresholds.size() - 1);
    }
  }

  /** A condition over measures' values; what compares an absent value is not met. */
  public interface Condition {

    /** Whether it holds; values in the order of the inputs, numbers or milliseconds. */
    boolean holds(long[] values);
  }

  /**
   * Where findings are passed on to.
   *
   * @param to entity type of the members
   * @param members the measure that knows them
   * @param weightPermille thousandths of the points that they get
   */
  public record PassesOn(EntityType to, Measure members, int weightPermille) {}
}
