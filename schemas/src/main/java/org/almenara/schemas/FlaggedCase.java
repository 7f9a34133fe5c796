package org.almenara.schemas;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A lead for investigators: topics {@code cases.<unit>.v1}, keyed by id.
 *
 * <p>{@link Content} is the same, byte for byte, in every replay of the same records; {@code
 * provenance} says where the cited records lie in this installation's topics.
 *
 * @param content what the case says
 * @param contentHash SHA-256 of the content's canonical JSON
 * @param provenance where the cited records lie, in the order of their ids
 * @param appliedLate whether a worker had heard of the rule set only after it took effect, so that
 *     a replay may say something else; absent: not so
 * @param deferredSince the instant from which the case waited for the ration of its unit, which
 *     gets it with this revision; absent: it did not wait, or the unit knows it
 * @param behind what else waits for the ration of the unit; absent: nothing, or the ration had no
 *     part in this revision
 */
public record FlaggedCase(
    Content content,
    @Shaped(Shape.SHA256) String contentHash,
    List<Location> provenance,
    @Nullable Boolean appliedLate,
    @Nullable Instant deferredSince,
    @Nullable Behind behind) {

  /** Of a rule set that every worker had heard of in time, and that did not wait. */
  public FlaggedCase(Content content, String contentHash, List<Location> provenance) {
    this(content, contentHash, provenance, null, null, null);
  }

  /**
   * New cases of the unit that still wait when it is given this one.
   *
   * @param cases how many
   * @param bestPointsMilli rank of the best of them, thousandths of a point
   */
  public record Behind(int cases, long bestPointsMilli) {}

  /**
   * What a case says.
   *
   * @param id SHA-256 over the focal entity and the opening instant
   * @param revision 1 when opened, then counting
   * @param state where the case stands; only a human moves it past {@code LEAD}
   * @param decision what moved it last; absent: nobody has decided anything yet
   * @param waitsUntil until when it waits for an answer, and is in review again; absent: it does
   *     not
   * @param reviewsDue second looks that were drawn for it and have not come; absent: none
   * @param opened the instant at which it opened
   * @param asOf the instant of this revision
   * @param focal whom or what it is about
   * @param unit code of the unit that it is for
   * @param jurisdictions countries that the records name which speak for it, most records first:
   *     why it is for that unit, and who else is competent; empty: none says
   * @param ruleSet hash of the rule set that judged
   * @param shadow whether that rule set ran in shadow, so that nobody acts on the case; absent: it
   *     judges
   * @param legalFrame whose definitions the elements follow
   * @param strength how far the evidence goes
   * @param elementsSupported elements of the offence that the evidence supports
   * @param elementsMissing the others; a missing element never blocks a protective lead
   * @param definitions what each definition of trafficking still misses, the widest first
   * @param typologies situations that the factors together describe
   * @param factors what was found, strongest first
   * @param counterEvidence what speaks against the case, strongest first
   * @param feedGaps what feeds left out when the findings were said, so that rules could not be
   *     evaluated; absent: nothing
   * @param toConsider lawful explanations to rule out first, sorted
   * @param caution the sentence that stands on every case (UNODC)
   */
  public record Content(
      @Shaped(Shape.SHA256) String id,
      int revision,
      State state,
      @Nullable Decision decision,
      @Nullable Instant waitsUntil,
      @Nullable List<Disposition.Review> reviewsDue,
      Instant opened,
      Instant asOf,
      Focal focal,
      @Shaped(Shape.CODE) String unit,
      List<Jurisdiction> jurisdictions,
      @Shaped(Shape.SHA256) String ruleSet,
      @Nullable Boolean shadow,
      @Shaped(Shape.CODE) String legalFrame,
      Strength strength,
      List<Element> elementsSupported,
      List<Element> elementsMissing,
      List<Definition> definitions,
      List<Typology> typologies,
      List<Factor> factors,
      List<Counter> counterEvidence,
      @Nullable List<FeedGap> feedGaps,
      List<String> toConsider,
      String caution) {}

  /**
   * A country that records name. It decides which unit is competent, and nothing else.
   *
   * @param country whose customs and law apply
   * @param records how many of those that speak for the case name it
   * @param unit code of the unit of this kind that is competent there
   */
  public record Jurisdiction(
      @Shaped(Shape.COUNTRY) String country, int records, @Shaped(Shape.CODE) String unit) {}

  /** Life of a case; a near miss is none, and only analysts see it. */
  public enum State implements Coded {
    LEAD("LEAD"),
    /** Somebody reads it. */
    IN_REVIEW("IN_REVIEW"),
    /** Waits for an answer. */
    NEEDS_INFO("NEEDS_INFO"),
    /** Passed on for action; it stays open, and what is new is added. */
    REFERRED("REFERRED"),
    /** No lead, somebody found. */
    DISMISSED("DISMISSED"),
    /** Faded before anybody took it up, or long after all had been silent about it. */
    EXPIRED("EXPIRED"),
    NEAR_MISS("NEAR_MISS");

    private final String code;

    State(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * What people decided about a case last. Who they are stands in the disposition alone.
   *
   * @param disposition its id
   * @param decision what was decided
   * @param at the instant at which it took effect
   * @param unit code of the unit that decided
   * @param reviewerRole code of the role in which it was decided
   * @param reasons codes of why
   */
  public record Decision(
      String disposition,
      Disposition.Decision decision,
      Instant at,
      @Shaped(Shape.CODE) String unit,
      @Shaped(Shape.CODE) String reviewerRole,
      List<Disposition.Reason> reasons) {}

  /** What kind of situation a typology describes. */
  public enum Situation implements Coded {
    TRAFFICKING("trafficking"),
    LABOUR_ABUSE("labour_abuse"),
    CHILD("child");

    private final String code;

    Situation(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * Elements of the offence (Palermo Protocol, art. 3), and what tells its kinds apart: that the
   * purpose is sexual exploitation, and that it is delivered live over the net.
   */
  public enum Element implements Coded {
    ACT("act"),
    MEANS("means"),
    PURPOSE("purpose"),
    CHILD("child"),
    SEXUAL_EXPLOITATION("sexual_exploitation"),
    LIVE_DELIVERY("live_delivery");

    private final String code;

    Element(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** The definitions that are kept apart, each narrower than the one before. */
  public enum Offence implements Coded {
    HUMAN_TRAFFICKING("human_trafficking"),
    SEX_TRAFFICKING("sex_trafficking"),
    CYBERSEX_TRAFFICKING("cybersex_trafficking");

    private final String code;

    Offence(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * How much of a definition the evidence describes. It claims nothing: whether it is so is for a
   * court.
   *
   * @param offence that is defined
   * @param missing elements of it that nothing on the case supports; empty: it describes them all
   */
  public record Definition(Offence offence, List<Element> missing) {}

  /**
   * A situation that several factors together describe.
   *
   * @param id of the typology
   * @param title by language
   * @param describes what kind of situation it is
   * @param parts ids of the rules among its parts that hold close enough together, sorted
   * @param missing ids of its other rules, sorted
   */
  public record Typology(
      String id,
      SortedMap<String, String> title,
      Situation describes,
      List<String> parts,
      List<String> missing) {}

  /**
   * Whom or what a case is about.
   *
   * @param type kind of entity
   * @param token shown; a UN/LOCODE where the entity is a place
   * @param origin keyed; a UN/LOCODE where the entity is a place
   * @param role {@code unknown} until a human says victim, suspect or witness
   */
  public record Focal(
      EntityType type, String token, String origin, @Shaped(Shape.CODE) String role) {}

  /**
   * How far the evidence goes. Points rank cases against each other; they are no probability.
   *
   * @param word estimative word of the band that the points fall in
   * @param pointsMilli sum over families, in thousandths of a point
   * @param lineMilli what a case needs to open, in thousandths of a point
   * @param corroboration {@code tier_a}, {@code typology} or {@code two_families_two_roots}; {@code
   *     none} once lapsed
   */
  public record Strength(
      String word, long pointsMilli, long lineMilli, @Shaped(Shape.CODE) String corroboration) {}

  /**
   * One rule that held.
   *
   * @param rule id of the rule
   * @param version of the rule
   * @param indicator of the indicator catalogue, say {@code I09}
   * @param title by language
   * @param family whose cap it counts under
   * @param root kind of fact that it rests on
   * @param tier A, B or C
   * @param basis whether the facts were recorded, alleged or inferred (LED art. 7)
   * @param entity what the rule was evaluated for
   * @param context whether it was passed on from a network entity, with less weight
   * @param since first instant at which it held
   * @param until first instant at which it no longer held; absent while it holds
   * @param validUntil where it was passed on and holds: when what it cites leaves the window, and
   *     it is said again or no longer; else absent
   * @param windowMillis length of its window, milliseconds
   * @param seenPermille how much of its window its measures have been fed for, thousandths: less
   *     than all where they are new; absent: all
   * @param observed what was measured at {@code since} or when last said again
   * @param pointsMilli what it contributes now, before the family's cap
   * @param halfLifeMillis how fast that fades once it no longer holds, milliseconds
   * @param elements elements that it supports
   * @param late whether a cited record arrived late
   * @param records ids of the cited records, by time
   */
  public record Factor(
      String rule,
      int version,
      String indicator,
      SortedMap<String, String> title,
      @Shaped(Shape.CODE) String family,
      @Shaped(Shape.CODE) String root,
      Tier tier,
      Basis basis,
      Focal entity,
      boolean context,
      Instant since,
      @Nullable Instant until,
      @Nullable Instant validUntil,
      long windowMillis,
      @Nullable Integer seenPermille,
      List<Observed> observed,
      long pointsMilli,
      long halfLifeMillis,
      List<Element> elements,
      boolean late,
      List<String> records) {}

  /**
   * One rule that speaks against the case. It opens and closes nothing; what it can mislead by
   * stands beside it.
   *
   * @param rule id of the rule
   * @param version of the rule
   * @param title by language
   * @param families that it lowers, by at most 40 % of what they give
   * @param root kind of fact that it rests on; of one kind only the strongest counts
   * @param basis whether the facts were recorded, alleged or inferred (LED art. 7)
   * @param entity what the rule was evaluated for
   * @param since first instant at which it held
   * @param until first instant at which it no longer held; absent while it holds
   * @param pointsMilli what it can take off a family now, thousandths of a point
   * @param late whether a cited record arrived late
   * @param records ids of the cited records, by time
   * @param caveats how it can mislead
   */
  public record Counter(
      String rule,
      int version,
      SortedMap<String, String> title,
      List<String> families,
      @Shaped(Shape.CODE) String root,
      Basis basis,
      Focal entity,
      Instant since,
      @Nullable Instant until,
      long pointsMilli,
      boolean late,
      List<String> records,
      List<String> caveats) {}

  /**
   * What the feed of a platform left out. Nothing follows from it: neither that something happened
   * nor that nothing did.
   *
   * @param platform its code
   * @param recordType type of the records that are meant; absent: the platform was silent
   * @param field field of the type, a dotted path; absent: the type as a whole
   * @param from first instant
   * @param until first instant after it; absent: no end was known
   * @param rules ids of the rules that could not be evaluated, sorted, never empty
   */
  public record FeedGap(
      @Shaped(Shape.CODE) String platform,
      @Shaped(Shape.CODE) @Nullable String recordType,
      @Shaped(Shape.CODE) @Nullable String field,
      Instant from,
      @Nullable Instant until,
      List<String> rules) {}

  /**
   * How much a rule may do alone: A opens a case, B needs a second family and root, C is context.
   */
  public enum Tier implements Coded {
    A("A"),
    B("B"),
    C("C");

    private final String code;

    Tier(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Whose word a fact is. */
  public enum Basis implements Coded {
    RECORDED("recorded"),
    ALLEGED("alleged"),
    INFERRED("inferred");

    private final String code;

    Basis(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * What a measure showed.
   *
   * @param measure name in the rule
   * @param value number or milliseconds, clamped to {@code clamp}: read "at least" when equal
   * @param clamp largest constant that the rule compares it with
   * @param unit {@code records}, {@code entities} or {@code ms}
   * @param overflowed whether more happened than is remembered, so that the value may be wrong
   */
  public record Observed(
      String measure,
      long value,
      long clamp,
      @Shaped(Shape.CODE) String unit,
      boolean overflowed) {}

  /**
   * Where a cited record lies.
   *
   * @param id of the record
   * @param topic its topic
   * @param partition its partition
   * @param offset its offset
   */
  public record Location(String id, String topic, int partition, long offset) {}
}
