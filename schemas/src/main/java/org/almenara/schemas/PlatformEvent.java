package org.almenara.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a platform's metadata, pseudonymised before it was sent: topic {@code
 * platform.events.v1}.
 *
 * <p>Nested facts ({@code studio}, {@code device}, {@code network}, {@code cluster}) are what the
 * platform knew when it wrote the record; absence means that it knew nothing, never "no". Which
 * type needs which field stands in {@link EventType}.
 *
 * @param id the writer's id of the record
 * @param type what happened
 * @param time when the platform recorded it (event time)
 * @param occurred when it happened, if earlier; no window reads it
 * @param platform code of the platform
 * @param performer the account of a performer
 * @param studio the studio that the account is attached to
 * @param device the device that acted
 * @param network the network that it used
 * @param payout the instrument that money went to
 * @param document an identity document, never its number
 * @param payer who paid; off by default, and only where {@code legal_basis} is declared
 * @param session the live session
 * @param market country whose customs of payout and law apply
 * @param place city as UN/LOCODE; never exported
 * @param actor who acted
 * @param reportedBy whose word it is; money records only
 * @param what what was changed or asked for
 * @param verification which check was made
 * @param outcome how the check ended
 * @param ageBand age band that the platform holds; never an age or a date
 * @param attested how much of the pay arrived
 * @param reason code of a deduction, a lock or a ticket
 * @param amount the amount moved (gross)
 * @param share the part of it that was the performer's
 * @param balance what is owed after it; negative when the performer owes
 * @param rail how the money moved
 * @param legalBasis code of the legal basis for payer data
 * @param admin1 first-level subdivision, ISO 3166-2; what exports show in the place of {@code
 *     place}
 * @param category what a ticket is about
 * @param authenticated whether the performer proved to be the one who acts; absent: not checked
 * @param toMarket country that money moved on to
 * @param verifiedPerformer whether the beneficiary of a transfer holds a verified performer account
 * @param payoutHolder in whose name the instrument {@code payout} is, as the platform or processor
 *     knows it
 * @param enrolledBeforeStudio whether the performer enrolled {@code device} before joining the
 *     studio
 * @param cluster accounts that the tokeniser or the link service links to one another
 * @param localHour hour on the clock where the device was, 0 to 23
 * @param tenureDays whole days that the account has been under {@code studio}
 */
public record PlatformEvent(
    @Shaped(Shape.RECORD_ID) String id,
    EventType type,
    Instant time,
    @Nullable Period occurred,
    @Shaped(Shape.CODE) String platform,
    @Prefixed("prf") @Nullable TokenRef performer,
    @Prefixed("stu") @Nullable Studio studio,
    @Prefixed("dev") @Nullable Device device,
    @Prefixed("net") @Nullable Network network,
    @Prefixed("pay") @Nullable TokenRef payout,
    @Prefixed("doc") @Nullable TokenRef document,
    @Prefixed("pyr") @Nullable TokenRef payer,
    @Prefixed("ses") @Nullable TokenRef session,
    @Shaped(Shape.COUNTRY) @Nullable String market,
    @Shaped(Shape.CITY) @Nullable String place,
    @Nullable Actor actor,
    @Nullable ReportedBy reportedBy,
    @Nullable What what,
    @Nullable Verification verification,
    @Nullable Outcome outcome,
    @Nullable AgeBand ageBand,
    @Nullable Attested attested,
    @Shaped(Shape.CODE) @Nullable String reason,
    @Nullable Money amount,
    @Nullable Money share,
    @Nullable Money balance,
    @Nullable Rail rail,
    @Shaped(Shape.CODE) @Nullable String legalBasis,
    @Shaped(Shape.SUBDIVISION) @Nullable String admin1,
    @Nullable Category category,
    @Nullable Boolean authenticated,
    @Shaped(Shape.COUNTRY) @Nullable String toMarket,
    @Nullable Boolean verifiedPerformer,
    @Nullable PayoutHolder payoutHolder,
    @Nullable Boolean enrolledBeforeStudio,
    @Prefixed("clu") @Nullable Cluster cluster,
    @Bounded(min = 0, max = 23) @Nullable Integer localHour,
    @Bounded(min = 0, max = 36_525) @Nullable Integer tenureDays)
    implements SourceRecord {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static PlatformEvent of(@Nullable Object[] values) {
    return new PlatformEvent(
        (String) values[0],
        (EventType) values[1],
        (Instant) values[2],
        (Period) values[3],
        (String) values[4],
        (TokenRef) values[5],
        (Studio) values[6],
        (Device) values[7],
        (Network) values[8],
        (TokenRef) values[9],
        (TokenRef) values[10],
        (TokenRef) values[11],
        (TokenRef) values[12],
        (String) values[13],
        (String) values[14],
        (Actor) values[15],
        (ReportedBy) values[16],
        (What) values[17],
        (Verification) values[18],
        (Outcome) values[19],
        (AgeBand) values[20],
        (Attested) values[21],
        (String) values[22],
        (Money) values[23],
        (Money) values[24],
        (Money) values[25],
        (Rail) values[26],
        (String) values[27],
        (String) values[28],
        (Category) values[29],
        (Boolean) values[30],
        (String) values[31],
        (Boolean) values[32],
        (PayoutHolder) values[33],
        (Boolean) values[34],
        (Cluster) values[35],
        (Integer) values[36],
        (Integer) values[37]);
  }

  @Override
  public String typeCode() {
    return type.code();
  }

  @Override
  public boolean heartbeat() {
    return type == EventType.HEARTBEAT;
  }

  /** Who acted on an account. */
  public enum Actor implements Coded {
    PERFORMER("performer"),
    MANAGER("manager"),
    SUPPORT("support"),
    PLATFORM("platform"),
    UNKNOWN("unknown");

    private final String code;

    Actor(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Whose word a money record is. A studio's word never lowers a score. */
  public enum ReportedBy implements Coded {
    PLATFORM("platform"),
    STUDIO("studio"),
    PROCESSOR("processor"),
    PERFORMER("performer");

    private final String code;

    ReportedBy(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** What was changed, or asked for. */
  public enum What implements Coded {
    DETACH("detach"),
    EXPORT("export"),
    CLOSURE("closure"),
    PASSWORD("password"),
    SECOND_FACTOR("second_factor"),
    PAYOUT("payout"),
    PROFILE("profile");

    private final String code;

    What(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Which check was made of a person. */
  public enum Verification implements Coded {
    IDENTITY("identity"),
    AGE("age"),
    LIVENESS("liveness");

    private final String code;

    Verification(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** How a check ended. */
  public enum Outcome implements Coded {
    PASSED("passed"),
    FAILED("failed"),
    SKIPPED("skipped"),
    UNDER_18("under_18"),
    /** The document is another person's, which is more than a check that failed. */
    MISMATCH("mismatch");

    private final String code;

    Outcome(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Age as the platform holds it, in bands only. */
  public enum AgeBand implements Coded {
    UNDER_18("under_18"),
    FROM_18("18-19"),
    FROM_20("20-24"),
    FROM_25("25-34"),
    FROM_35("35+");

    private final String code;

    AgeBand(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** How much of the pay that was due arrived. */
  public enum Attested implements Coded {
    NONE("none"),
    PART("part"),
    FULL("full");

    private final String code;

    Attested(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** How money moved. */
  public enum Rail implements Coded {
    BANK("bank"),
    CARD("card"),
    PREPAID("prepaid"),
    EWALLET("ewallet"),
    REMITTANCE("remittance"),
    CRYPTO("crypto"),
    CASH("cash");

    private final String code;

    Rail(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** What a ticket is about. The text stays with the platform. */
  public enum Category implements Coded {
    COERCION("coercion"),
    PAY("pay"),
    ACCOUNT("account"),
    TECHNICAL("technical"),
    HARASSMENT("harassment"),
    OTHER("other");

    private final String code;

    Category(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** In whose name a payout instrument is. */
  public enum PayoutHolder implements Coded {
    PERFORMER("performer"),
    STUDIO("studio"),
    /** A service that pays many people who have nothing to do with one another. */
    AGGREGATOR("aggregator"),
    OTHER("other"),
    UNKNOWN("unknown");

    private final String code;

    PayoutHolder(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
