package org.almenara.schemas;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report that a human took and coded: topic {@code tips.v1}. The narrative stays with the
 * helpline; only codes enter the stream.
 *
 * @param id the channel's id of the tip
 * @param type a tip, or a heartbeat of the tip line
 * @param time when the channel recorded it (event time)
 * @param occurred when it is said to have happened; no window reads it
 * @param channel where it came in
 * @param reporter who reports, to tell independent reports from repeated ones; absent when
 *     anonymous
 * @param reporterKind what is known of the reporter
 * @param authenticated whether the reporter proved to be who the kind says
 * @param grade how far source and content are trusted; absent before a human graded it
 * @param resolution whether the tokeniser could tell which account is meant; only resolved tips
 *     score
 * @param platform code of the platform that is meant
 * @param performer the account that is meant
 * @param studio the studio that is meant
 * @param payout the payout instrument that is meant
 * @param market country
 * @param place city as UN/LOCODE; never exported
 * @param acts acts that are alleged (Palermo Protocol, art. 3)
 * @param methodsOfControl means that are alleged, in the codes of HTCDS 2.0; possibly empty
 * @param purposes purposes that are alleged
 * @param admin1 first-level subdivision, ISO 3166-2; what exports show in the place of {@code
 *     place}
 * @param linkedTo id of an earlier tip to which a human linked this one; linked tips count as their
 *     strongest one, never as independent; absent when not linked
 */
public record Tip(
    @Shaped(Shape.RECORD_ID) String id,
    TipType type,
    Instant time,
    @Nullable Period occurred,
    @Nullable Channel channel,
    @Prefixed("rep") @Nullable TokenRef reporter,
    @Nullable ReporterKind reporterKind,
    @Nullable Boolean authenticated,
    @Nullable Grade grade,
    @Nullable Resolution resolution,
    @Shaped(Shape.CODE) @Nullable String platform,
    @Prefixed("prf") @Nullable TokenRef performer,
    @Prefixed("stu") @Nullable Studio studio,
    @Prefixed("pay") @Nullable TokenRef payout,
    @Shaped(Shape.COUNTRY) @Nullable String market,
    @Shaped(Shape.CITY) @Nullable String place,
    List<Act> acts,
    List<MethodOfControl> methodsOfControl,
    List<Purpose> purposes,
    @Shaped(Shape.SUBDIVISION) @Nullable String admin1,
    @Shaped(Shape.RECORD_ID) @Nullable String linkedTo)
    implements SourceRecord {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  @SuppressWarnings("unchecked") // each value was read for its component
  static Tip of(@Nullable Object[] values) {
    return new Tip(
        (String) values[0],
        (TipType) values[1],
        (Instant) values[2],
        (Period) values[3],
        (Channel) values[4],
        (TokenRef) values[5],
        (ReporterKind) values[6],
        (Boolean) values[7],
        (Grade) values[8],
        (Resolution) values[9],
        (String) values[10],
        (TokenRef) values[11],
        (Studio) values[12],
        (TokenRef) values[13],
        (String) values[14],
        (String) values[15],
        (List<Act>) values[16],
        (List<MethodOfControl>) values[17],
        (List<Purpose>) values[18],
        (String) values[19],
        (String) values[20]);
  }

  @Override
  public String typeCode() {
    return type.code();
  }

  @Override
  public boolean heartbeat() {
    return type == TipType.HEARTBEAT;
  }

  /**
   * The grade that a human gave (Admiralty system).
   *
   * @param source reliability of the source, A (best) to F (cannot be judged)
   * @param information credibility of what it says, 1 (best) to 6 (cannot be judged)
   */
  public record Grade(Source source, @Bounded(min = 1, max = 6) int information) {
    /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
    static Grade of(@Nullable Object[] values) {
      return new Grade((Source) values[0], (Integer) values[1]);
    }

    /** Reliability of a source. */
    public enum Source implements Coded {
      A("A"),
      B("B"),
      C("C"),
      D("D"),
      E("E"),
      F("F");

      private final String code;

      Source(String code) {
        this.code = code;
      }

      @Override
      public String code() {
        return code;
      }
    }
  }

  /** What a record of the tip line is, with the fields that it cannot do without. */
  public enum TipType implements RecordType {
    HEARTBEAT("heartbeat"),
    TIP("tip.received", "channel", "reporter_kind", "resolution");

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> required;

    TipType(String code, String... required) {
      this.code = code;
      this.required = List.of(required);
    }

    @Override
    public String code() {
      return code;
    }

    @Override
    public List<String> required() {
      return required;
    }
  }

  /** Where a tip came in. */
  public enum Channel implements Coded {
    HELPLINE("helpline"),
    NGO("ngo"),
    LABOUR_INSPECTORATE("labour_inspectorate"),
    POLICE("police"),
    CHILD_PROTECTION("child_protection"),
    HEALTH_SERVICE("health_service"),
    PLATFORM_REPORT("platform_report"),
    WEB_FORM("web_form");

    private final String code;

    Channel(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** What is known of a reporter. */
  public enum ReporterKind implements Coded {
    PROFESSIONAL("professional"),
    PERFORMER("performer"),
    PUBLIC("public"),
    ANONYMOUS("anonymous");

    private final String code;

    ReporterKind(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Whether the tokeniser could tell which account is meant. */
  public enum Resolution implements Coded {
    RESOLVED("resolved"),
    AMBIGUOUS("ambiguous"),
    UNRESOLVED("unresolved");

    private final String code;

    Resolution(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Acts of the Palermo Protocol, art. 3(a). */
  public enum Act implements Coded {
    RECRUITMENT("recruitment"),
    TRANSPORTATION("transportation"),
    TRANSFER("transfer"),
    HARBOURING("harbouring"),
    RECEIPT("receipt");

    private final String code;

    Act(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Purposes, as HTCDS 2.0 codes them. */
  public enum Purpose implements Coded {
    SEXUAL_EXPLOITATION("SexualExploitation"),
    REMOTE_INTERACTIVE_SERVICES("RemoteInteractiveServices"),
    FORCED_LABOUR("ForcedLabour"),
    OTHER("Other");

    private final String code;

    Purpose(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** The 17 methods of control of HTCDS 2.0 (IOM, CC BY 4.0). */
  public enum MethodOfControl implements Coded {
    DEBT_BONDAGE("DebtBondage"),
    TAKES_EARNINGS("TakesEarnings"),
    RESTRICTS_FINANCIAL_ACCESS("RestrictsFinancialAccess"),
    THREATS("Threats"),
    PSYCHOLOGICAL_ABUSE("PsychologicalAbuse"),
    PHYSICAL_ABUSE("PhysicalAbuse"),
    SEXUAL_ABUSE("SexualAbuse"),
    FALSE_PROMISES("FalsePromises"),
    PSYCHOACTIVE_SUBSTANCES("PsychoactiveSubstances"),
    RESTRICTS_MOVEMENT("RestrictsMovement"),
    RESTRICTS_MEDICAL_CARE("RestrictsMedicalCare"),
    EXCESSIVE_WORKING_HOURS("ExcessiveWorkingHours"),
    USES_CHILDREN("UsesChildren"),
    THREAT_OF_LAW_ENFORCEMENT("ThreatOfLawEnforcement"),
    WITHHOLDS_NECESSITIES("WithholdsNecessities"),
    WITHHOLDS_DOCUMENTS("WithholdsDocuments"),
    OTHER("Other");

    private final String code;

    MethodOfControl(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
