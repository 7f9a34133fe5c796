package org.almenara.cli.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.FlaggedCase.Counter;
import org.almenara.schemas.FlaggedCase.Definition;
import org.almenara.schemas.FlaggedCase.Element;
import org.almenara.schemas.FlaggedCase.Factor;
import org.almenara.schemas.FlaggedCase.Focal;
import org.almenara.schemas.FlaggedCase.Observed;
import org.almenara.schemas.FlaggedCase.Offence;
import org.almenara.schemas.FlaggedCase.Tier;
import org.almenara.schemas.FlaggedCase.Typology;
import org.almenara.schemas.Json;

/** Cases to read. */
public final class SampleCases {

  private static final Instant OPENED = Instant.parse("2026-03-04T11:00:00Z");
  private static final Focal PERFORMER =
      new Focal(
          EntityType.PERFORMER,
          "prf2_Zk3v0yq8Qk2bJ0p4m1X9aA",
          "prf1_Mm8cT4w0sXe7uV2kR6nLdQ",
          "unknown");
  private static final Focal PAYOUT =
      new Focal(
          EntityType.PAYOUT,
          "pay1_9fGh2LkQwErTyUiOpAsDfg",
          "pay1_9fGh2LkQwErTyUiOpAsDfg",
          "unknown");

  private SampleCases() {}

  /** One with a factor of its own, one passed on from a payout, one alleged and over. */
  public static FlaggedCase withThreeFactors() {
    return flagged("first", 62_500, List.of(reversal(), funnel(), tip()));
  }

  /** One that tells less. */
  public static FlaggedCase weaker(String seed, long pointsMilli) {
    return flagged(seed, pointsMilli, List.of(funnel()));
  }

  /** One that nothing carries any more. */
  public static FlaggedCase expired(String seed) {
    FlaggedCase.Content before = weaker(seed, 0).content();
    FlaggedCase.Content content =
        new FlaggedCase.Content(
            before.id(),
            before.revision() + 1,
            FlaggedCase.State.EXPIRED,
            null,
            null,
            null,
            before.opened(),
            before.asOf(),
            before.focal(),
            before.unit(),
            List.of(),
            before.ruleSet(),
            null,
            before.legalFrame(),
            new FlaggedCase.Strength("unlikely", 0, 35_000, "none"),
            List.of(),
            List.of(Element.ACT, Element.MEANS, Element.PURPOSE),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            before.caution());
    return new FlaggedCase(content, Json.sha256(Json.canonical(content)), List.of());
  }

  /** The one with three factors, taken up by that disposition. */
  public static FlaggedCase takenUp(String disposition) {
    FlaggedCase.Content before = withThreeFactors().content();
    FlaggedCase.Content content =
        new FlaggedCase.Content(
            before.id(),
            before.revision() + 1,
            FlaggedCase.State.IN_REVIEW,
            new FlaggedCase.Decision(
                disposition,
                Disposition.Decision.IN_REVIEW,
                Instant.parse("2026-11-24T10:01:00Z"),
                "police",
                "investigator",
                List.of()),
            null,
            null,
            before.opened(),
            before.asOf(),
            before.focal(),
            before.unit(),
            before.jurisdictions(),
            before.ruleSet(),
            null,
            before.legalFrame(),
            before.strength(),
            before.elementsSupported(),
            before.elementsMissing(),
            before.definitions(),
            before.typologies(),
            before.factors(),
            before.counterEvidence(),
            before.feedGaps(),
            before.toConsider(),
            before.caution());
    return new FlaggedCase(content, Json.sha256(Json.canonical(content)), List.of());
  }

  private static FlaggedCase flagged(String seed, long pointsMilli, List<Factor> factors) {
    boolean full = factors.size() > 1;
    FlaggedCase.Content content =
        new FlaggedCase.Content(
            Json.sha256(seed),
            2,
            FlaggedCase.State.LEAD,
            null,
            null,
            null,
            OPENED,
            OPENED.plus(Duration.ofHours(3)),
            PERFORMER,
            "police",
            List.of(),
            Json.sha256("rule set"),
            null,
            "palermo",
            new FlaggedCase.Strength("likely", pointsMilli, 35_000, "two_families_two_roots"),
            List.of(Element.ACT, Element.MEANS, Element.PURPOSE),
            List.of(),
            List.of(
                new Definition(Offence.HUMAN_TRAFFICKING, List.of()),
                new Definition(Offence.SEX_TRAFFICKING, List.of(Element.SEXUAL_EXPLOITATION)),
                new Definition(
                    Offence.CYBERSEX_TRAFFICKING,
                    List.of(Element.SEXUAL_EXPLOITATION, Element.LIVE_DELIVERY))),
            full ? List.of(typology()) : List.of(),
            factors,
            full ? List.of(attested(), enrolled()) : List.of(),
            full ? List.of(noPauses(), silent()) : null,
            List.of("couple or family on one account", "payout aggregator"),
            "The presence or absence of an indicator neither proves nor disproves trafficking.");
    return new FlaggedCase(content, Json.sha256(Json.canonical(content)), List.of());
  }

  private static FlaggedCase.FeedGap noPauses() {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    return new FlaggedCase.FeedGap(
        "plaza", "session.paused", null, from, null, List.of("long-sessions-without-pause"));
  }

  private static FlaggedCase.FeedGap silent() {
    return new FlaggedCase.FeedGap(
        "plaza",
        null,
        null,
        OPENED.minus(Duration.ofHours(9)),
        OPENED.minus(Duration.ofHours(6)),
        List.of("live-16-of-24-hours", "refusals-without-deduction"));
  }

  private static Typology typology() {
    return new Typology(
        "kept-by-the-payout",
        new TreeMap<>(Map.of("en", "Held by the payout, and not let go")),
        FlaggedCase.Situation.TRAFFICKING,
        List.of("exit-reversed-by-manager", "payout-funnel"),
        List.of("advance-never-cleared"));
  }

  private static Counter attested() {
    return new Counter(
        "pay-attested-in-full",
        1,
        new TreeMap<>(Map.of("en", "The performer attests that all pay arrived")),
        List.of("money"),
        "attestation",
        FlaggedCase.Basis.ALLEGED,
        PERFORMER,
        OPENED.minus(Duration.ofDays(2)),
        null,
        10_000,
        true,
        List.of("rec-0000000000000007"),
        List.of("attested in the presence of the manager", "attested for one platform of several"));
  }

  private static Counter enrolled() {
    return new Counter(
        "login-from-own-device",
        2,
        new TreeMap<>(Map.of("en", "Logins from a device of the performer's own")),
        List.of("account", "hours"),
        "session",
        FlaggedCase.Basis.RECORDED,
        PERFORMER,
        OPENED.minus(Duration.ofDays(20)),
        OPENED.minus(Duration.ofDays(3)),
        4_300,
        false,
        List.of("rec-0000000000000008", "rec-0000000000000009"),
        List.of());
  }

  private static Factor funnel() {
    return new Factor(
        "payout-funnel",
        1,
        "I14",
        new TreeMap<>(
            Map.of(
                "en",
                "Many performers are paid out to one instrument that no registered studio owns",
                "es",
                "A muchas personas se les paga en un mismo instrumento")),
        "money",
        "sharing",
        Tier.B,
        FlaggedCase.Basis.RECORDED,
        PAYOUT,
        true,
        OPENED.minus(Duration.ofDays(1)),
        null,
        OPENED.plus(Duration.ofDays(29)),
        Duration.ofDays(30).toMillis(),
        null,
        List.of(new Observed("performers", 5, 5, "entities", false)),
        15_000,
        Duration.ofDays(30).toMillis(),
        List.of(),
        false,
        List.of("rec-0000000000000001", "rec-0000000000000002", "rec-0000000000000003"));
  }

  private static Factor reversal() {
    return new Factor(
        "exit-reversed-by-manager",
        3,
        "I04",
        new TreeMap<>(Map.of("en", "Leaving was begun and reversed by the manager's login")),
        "account",
        "account-action",
        Tier.A,
        FlaggedCase.Basis.RECORDED,
        PERFORMER,
        false,
        OPENED,
        null,
        null,
        Duration.ofDays(14).toMillis(),
        null,
        List.of(
            new Observed("reversals", 1, 1, "records", true),
            new Observed("delay", 5_400_000, 86_400_000, "ms", false)),
        30_000,
        Duration.ofDays(30).toMillis(),
        List.of(Element.ACT, Element.MEANS),
        true,
        List.of("rec-0000000000000004"));
  }

  private static Factor tip() {
    return new Factor(
        "tip-hard-means-graded",
        1,
        "I31",
        new TreeMap<>(Map.of("es", "Aviso de un canal profesional")),
        "tips",
        "tip",
        Tier.C,
        FlaggedCase.Basis.ALLEGED,
        PERFORMER,
        false,
        OPENED.minus(Duration.ofDays(9)),
        OPENED.minus(Duration.ofHours(1)),
        null,
        Duration.ofHours(36).toMillis(),
        null,
        List.of(new Observed("tips", 2, 3, "records", false)),
        17_500,
        Duration.ofDays(30).toMillis(),
        List.of(Element.MEANS),
        false,
        List.of("rec-0000000000000005", "rec-0000000000000006"));
  }
}
