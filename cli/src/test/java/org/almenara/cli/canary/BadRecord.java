package org.almenara.cli.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal.Reason;
import org.almenara.schemas.Topic;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.jspecify.annotations.Nullable;

/**
 * A record that is refused, with plain data in it that is nowhere else in the world.
 *
 * @param reason why it is refused
 * @param topic where it is sent
 * @param arrival its Kafka timestamp
 * @param value its bytes; absent for a tombstone
 * @param canaries what must not come out again: from value, names of fields, key and header
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BadRecord(
    Reason reason, Topic topic, Instant arrival, byte @Nullable [] value, List<String> canaries) {

  private static final String LETTERS = "bcdfghjklmnpqrstvwxz";
  private static final int ID_LETTERS = 16;
  private static final int TOKEN_LETTERS = 22;
  private static final String PERFORMER =
      "\"performer\":{\"token\":\"prf1_Zk3v0yq8Qk2bJ0p4m1X9aA\","
          + "\"origin\":\"prf1_Zk3v0yq8Qk2bJ0p4m1X9aA\",\"%s\":\"%s\"}";
  private static final String DEVICE =
      "\"device\":{\"token\":\"dev1_z0ucH16zHeuepB9W-qdXtg\","
          + "\"origin\":\"dev1_z0ucH16zHeuepB9W-qdXtg\",\"relation\":\"own\"}";

  /** One for each reason that a reader or judge can give. */
  static List<BadRecord> ofEveryReason(Instant start, Random random) {
    List<BadRecord> records = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      records.add(of(reason, start.plusSeconds(records.size()), random));
    }
    return records;
  }

  /** One for that reason. */
  static BadRecord of(Reason reason, Instant arrival, Random random) {
    Draft draft = new Draft(random, reason == Reason.LATE ? arrival.minusSeconds(7_200) : arrival);
    if (reason == Reason.FUTURE) {
      draft.time = arrival.plusSeconds(600);
    }
    Topic topic =
        switch (reason) {
          case SAME_PERSON -> Topic.ACTIVATIONS;
          case HASH_WRONG -> Topic.RULE_SETS;
          case LIST_TOO_LONG, ENTITY_MISSING, REPORTER_CONTRADICTS -> Topic.TIPS;
          default -> Topic.PLATFORM_EVENTS;
        };
    byte[] value = reason == Reason.TOMBSTONE ? null : draft.value(reason);
    return new BadRecord(reason, topic, arrival, value, draft.canaries);
  }

  /** The key, and the value of a header: canaries too. */
  byte[] key() {
    return canaries.get(0).getBytes(UTF_8);
  }

  byte[] header() {
    return canaries.get(1).getBytes(UTF_8);
  }

  /** The canary in its id. */
  List<String> id() {
    return ofLength(ID_LETTERS);
  }

  /** Those in tokens that have the shape of one. */
  List<String> token() {
    return ofLength(TOKEN_LETTERS);
  }

  private List<String> ofLength(int letters) {
    return canaries.stream().filter(canary -> canary.length() == letters).toList();
  }

  private static final class Draft {
    private final Random random;
    private final List<String> canaries = new ArrayList<>();
    private Instant time;

    Draft(Random random, Instant time) {
      this.random = random;
      this.time = time;
      canary(20); // the key
      canary(20); // the header
    }

    private String canary(int letters) {
      return seen(text(LETTERS, letters));
    }

    private String digits(int number) {
      return text("123456789", number);
    }

    private String text(String of, int length) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(of.charAt(random.nextInt(of.length())));
      }
      return text.toString();
    }

    private String seen(String canary) {
      canaries.add(canary);
      return canary;
    }

    private String event(String fields) {
      return event(fields, "login", PERFORMER.formatted(canary(20), canary(20)), DEVICE);
    }

    /** Begins with fields that no contract names, so that they are dropped first. */
    private String event(String fields, String type, String performer, String device) {
      String all =
          "\"%s\":\"%s\",\"id\":\"evt-%s\",\"type\":\"%s\",\"time\":\"%s\""
              .formatted(canary(20), canary(20), canary(16), type, time);
      return "{"
          + String.join(",", all, "\"platform\":\"plaza\"", performer, device)
          + fields
          + "}";
    }

    private String tip(String fields) {
      return """
          {"%s":"%s","id":"tip-%s","type":"tip.received","time":"%s","channel":"helpline",%s}"""
          .formatted(canary(20), canary(20), canary(16), time, fields);
    }

    private String token(String value) {
      return event("", "login", "\"performer\":{\"token\":\"%s\"}".formatted(value), DEVICE);
    }

    byte[] value(Reason reason) {
      return switch (reason) {
        case NOT_UTF8 -> event(",\"name\":\"Mar\u00eda " + canary(20) + "\"").getBytes(ISO_8859_1);
        case BYTE_ORDER_MARK -> ("\ufeff" + event("")).getBytes(UTF_8);
        default -> text(reason).getBytes(UTF_8);
      };
    }

    private String text(Reason reason) {
      return switch (reason) {
        case EMPTY -> " ";
        case TOO_LARGE -> event(",\"note\":\"" + canary(RecordReader.MAX_BYTES) + "\"");
        case TOO_DEEP ->
            "{\""
                + canary(20)
                + "\":"
                + "[".repeat(40)
                + "\""
                + canary(20)
                + "\""
                + "]".repeat(40)
                + "}";
        case NAME_TOO_LONG -> event(",\"" + canary(300) + "\":1");
        case TRUNCATED -> event(",\"note\":\"" + canary(20));
        case MALFORMED_JSON -> "{\"" + canary(20) + "\":" + canary(20) + "}";
        case NOT_AN_OBJECT -> "[\"" + canary(20) + "\"]";
        case TRAILING_CONTENT -> event("") + "\"" + canary(20) + "\"";
        case DUPLICATE_FIELD -> event(",\"platform\":\"" + canary(20) + "\"");
        case TYPE_UNKNOWN ->
            event("", canary(20), PERFORMER.formatted(canary(20), canary(20)), DEVICE);
        case FIELD_MISSING ->
            event("", "login", PERFORMER.formatted(canary(20), canary(20)), "\"market\":\"CO\"");
        case NULL_VALUE -> event(",\"studio\":null");
        case WRONG_TYPE -> event(",\"studio\":\"" + canary(20) + "\"");
        case FRACTION -> amount("12." + seen(digits(18)));
        case NUMBER_TOO_LARGE -> amount(seen(digits(30)));
        case OUT_OF_RANGE -> amount(seen("9" + digits(17)));
        case UNKNOWN_CODE -> event(",\"actor\":\"" + canary(20) + "\"");
        case WRONG_SHAPE -> event(",\"reason\":\"" + canary(41) + "\"");
        case TOKEN_OF_ANOTHER_KIND -> token("dev1_" + canary(22));
        case TOKEN_TOO_SHORT -> token("prf1_" + canary(16));
        case LOOKS_LIKE_EMAIL -> token(seen(canary(12) + "@example.org"));
        case LOOKS_LIKE_PHONE -> token(seen("+57300" + digits(7)));
        case LOOKS_LIKE_IP_ADDRESS ->
            token(seen("2001:db8::%s:%s".formatted(digits(4), digits(4))));
        case LOOKS_LIKE_URL -> token("https://" + canary(20) + ".example/" + canary(20));
        case LOOKS_LIKE_COORDINATES ->
            event(",\"place\":\"" + seen("4.6" + digits(9) + ", -74.0" + digits(9)) + "\"");
        case LOOKS_LIKE_CARD_NUMBER -> token(seen(card()));
        case LOOKS_LIKE_DATE_OR_LOCAL_TIME ->
            event(",\"age_band\":\"2004-03-12 " + canary(20) + "\"");
        case LOOKS_LIKE_FREE_TEXT -> event(",\"reason\":\"she said " + canary(20) + "\"");
        case PERIOD_REVERSED ->
            event(
                ",\"occurred\":{\"from\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}");
        case LEGAL_BASIS_MISSING -> event("," + payer());
        case PAYERS_NOT_ACCEPTED ->
            event(
                ","
                    + payer()
                    + ",\"payout\":{\"token\":\"pay1_Zk3v0yq8Qk2bJ0p4m1X9aA\","
                    + "\"origin\":\"pay1_Zk3v0yq8Qk2bJ0p4m1X9aA\"},"
                    + "\"amount\":{\"minor\":1,\"currency\":\"EUR\"},\"rail\":\"bank\","
                    + "\"legal_basis\":\"order.7\",\"reported_by\":\"platform\"",
                "transfer.received",
                PERFORMER.formatted(canary(20), canary(20)),
                DEVICE);
        case LIST_TOO_LONG ->
            tip("\"acts\":[" + "\"receipt\",".repeat(32) + "\"" + canary(20) + "\"]");
        case ENTITY_MISSING -> tip("\"reporter_kind\":\"public\",\"resolution\":\"resolved\"");
        case REPORTER_CONTRADICTS ->
            tip(
                "\"reporter_kind\":\"anonymous\",\"resolution\":\"unresolved\",\"reporter\":"
                    + "{\"token\":\"rep1_"
                    + canary(22)
                    + "\",\"origin\":\"rep1_"
                    + canary(22)
                    + "\"}");
        case SAME_PERSON ->
            """
            {"type":"rule.stopped","rule":"%s","author":"%3$s","approver":"%3$s","reason":"%s"}"""
                .formatted(canary(20), canary(20), canary(20));
        case HASH_WRONG ->
            """
            {"hash":"%s","published":"%s","author":"%s","files":{"%s.yaml":"%s"}}"""
                .formatted("0".repeat(64), time, canary(20), canary(20), canary(20));
        case TOMBSTONE, NOT_UTF8, BYTE_ORDER_MARK, LATE, FUTURE -> event("");
      };
    }

    private String amount(String minor) {
      return event(",\"amount\":{\"minor\":" + minor + ",\"currency\":\"EUR\"}");
    }

    private String payer() {
      String token = "pyr1_" + canary(22);
      return "\"payer\":{\"token\":\"%s\",\"origin\":\"%s\"}".formatted(token, token);
    }

    private String card() {
      String payload = "4" + digits(14);
      try {
        return payload + LuhnCheckDigit.LUHN_CHECK_DIGIT.calculate(payload);
      } catch (CheckDigitException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
