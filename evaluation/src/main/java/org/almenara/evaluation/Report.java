package org.almenara.evaluation;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation says. Durations are hours, shares lie between 0 and 1, months have 30 days.
 *
 * @param caution what it does not prove; the first thing that anybody reads
 * @param setup what was evaluated
 * @param profiles one for each feed
 */
public record Report(String caution, Setup setup, List<Profile> profiles) {

  static final String CAUTION =
      "A simulated world does not measure performance in the field: it shows blunders, and how far"
          + " rules stand from each other. Its people and its numbers were made up.";

  /**
   * What was evaluated.
   *
   * @param world its name or file
   * @param ruleSet its hash
   * @param seeds of the worlds that were pooled
   * @param accounts in each
   * @param weeks that each lasted
   * @param resamples of the bootstrap
   * @param method how the figures came about
   */
  public record Setup(
      String world,
      String ruleSet,
      List<Long> seeds,
      int accounts,
      int weeks,
      int resamples,
      List<String> method) {}

  /** All that came of one feed. */
  public record Profile(
      String feed,
      long records,
      long findings,
      long cases,
      List<Floor> floors,
      List<AtPrevalence> prevalences,
      List<Recall> typologies,
      List<Recall> routes,
      List<Recall> apart,
      Delays delays,
      FalseFlags falseFlags,
      List<Decoy> decoys,
      List<Wrong> wrong,
      List<Audit> audit,
      SortedMap<String, SortedMap<String, Long>> confusion,
      List<Word> words,
      List<Method> methods,
      List<Line> lines,
      List<RuleRow> rules) {}

  /** Whether a floor holds: its whole interval, none of it, or neither. */
  public enum Verdict {
    /** The bad end of the interval is good enough. */
    MET,
    /** The good end of it is not. */
    MISSED,
    /** The world is too small to say. */
    OPEN
  }

  /**
   * A figure that a rule set should reach.
   *
   * @param name what it is
   * @param atLeast absent where it is a ceiling
   * @param atMost absent where it is a floor
   */
  public record Floor(
      String name,
      @Nullable Double atLeast,
      @Nullable Double atMost,
      Estimate figure,
      Verdict verdict) {}

  /**
   * Were so many of all people victims.
   *
   * @param prevalence share of people who are victims
   * @param precision share of opened cases that are right
   * @param aDay cases opened a day for each 100,000 accounts
   * @param recall share of victims who are found
   */
  public record AtPrevalence(
      double prevalence, Estimate precision, Estimate aDay, Estimate recall) {}

  /**
   * How many of some people were found.
   *
   * @param name of the behaviour, or of the route
   * @param truth their class
   * @param people share of them who were found
   * @param groups share of their groups in which somebody was
   * @param fromEvidence median from first evidence to the opening of a case, hours
   */
  public record Recall(
      String name, String truth, Estimate people, Estimate groups, Estimate fromEvidence) {}

  /** How long it took until a case was opened, hours, of those who were found. */
  public record Delays(
      Estimate fromOnsetMedian,
      Estimate fromOnsetP95,
      Estimate fromEvidenceMedian,
      Estimate fromEvidenceP95) {}

  /**
   * Cases on lawful people and what is theirs, a month.
   *
   * @param studios for each lawful studio
   * @param studioMonths that were looked at
   * @param independents for each person who works under none
   * @param personMonths that were looked at
   */
  public record FalseFlags(
      Estimate studios, double studioMonths, Estimate independents, double personMonths) {}

  /** False flags of one lawful behaviour, for each 1,000 months that a person lives so. */
  public record Decoy(
      String behaviour, long people, long groups, double flags, Estimate perThousandMonths) {}

  /** Opened cases that are wrong, by what they are about and by the rules that stood on them. */
  public record Wrong(String entity, String behaviour, String rules, double cases) {}

  /** A rate of one audit group over that of the other. */
  public record Audit(String what, String groups, Estimate ratio) {}

  /** Of the opened cases with that word, the share that are right. */
  public record Word(String word, Estimate right) {}

  /**
   * A way to rank people.
   *
   * @param area under the curve of precision over recall
   * @param curve the best precision at each tenth of recall
   */
  public record Method(String name, Estimate area, List<Point> curve) {}

  /** A point of a curve. */
  public record Point(double recall, Estimate precision) {}

  /** What another line would do, were all cases opened. */
  public record Line(long points, boolean chosen, Estimate precision, Estimate recall) {}

  /** What becomes of a rule in these worlds. */
  public enum Proof {
    /** A right case opens only with it. */
    PROVEN,
    /** It held, and no right case needs it. */
    UNPROVEN,
    /** It never held. */
    SILENT
  }

  /**
   * One rule, as if it were taken away.
   *
   * @param findings how often it was found
   * @param onRight opened cases on which it stood that are right
   * @param onWrong opened cases on which it stood that are wrong
   * @param rightNeedIt right cases that would not open without it
   * @param wrongNeedIt wrong cases that would not open without it
   * @param recallLost share of victims who would not be found
   */
  public record RuleRow(
      String id,
      String indicator,
      Proof proof,
      long findings,
      double onRight,
      double onWrong,
      long rightNeedIt,
      long wrongNeedIt,
      Estimate recallLost) {}
}
