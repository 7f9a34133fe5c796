package org.almenara.engine.rules;

import java.util.List;
import java.util.Random;
import org.almenara.engine.testing.TestRecords;
import org.almenara.schemas.SourceRecord;

/** Random filters, conditions and the records that they meet. */
final class RandomFilter {

  private static final List<String> TERMS =
      List.of(
          "type == \"login\"",
          "type == \"payout.made\"",
          "\"tip.received\" == type",
          "type != \"login\"",
          "platform == \"p\"",
          "platform == \"q\"",
          "actor == \"manager\"",
          "reported_by != \"studio\"",
          "amount.minor >= 100",
          "amount.minor < 100.5",
          "has(amount.minor)",
          "has(studio.registered)",
          "studio.registered",
          "studio.size > 3",
          "device.relation == \"own\"",
          "authenticated",
          "grade.source <= \"B\"",
          "\"Threats\" in methods_of_control",
          "channel in [\"helpline\", \"ngo\"]",
          "performer.origin.startsWith(\"prf\")");

  private static final List<String> COMPARISONS =
      List.of(
          "a >= 2",
          "a > 0",
          "3 > a",
          "a <= 4",
          "a == 3",
          "a != 1",
          "0 != a",
          "t >= duration(\"2m\")",
          "duration(\"180s\") >= t",
          "t == duration(\"1m\")",
          "t < duration(\"5m\")");

  private RandomFilter() {}

  static String text(Random random, int depth) {
    return joined(TERMS, random, depth);
  }

  static String condition(Random random, int depth) {
    return joined(COMPARISONS, random, depth);
  }

  private static String joined(List<String> terms, Random random, int depth) {
    if (depth == 0) {
      return terms.get(random.nextInt(terms.size()));
    }
    String a = joined(terms, random, depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "(" + a + " && " + joined(terms, random, depth - 1) + ")";
      case 1 -> "(" + a + " || " + joined(terms, random, depth - 1) + ")";
      case 2 -> "!(" + a + ")";
      default -> a;
    };
  }

  static SourceRecord source(Random random) {
    String performer = "\"performer\":" + TestRecords.ref("prf", 1, random.nextInt(3));
    String platform = random.nextBoolean() ? "p" : "q";
    long time = TestRecords.START;
    return switch (random.nextInt(4)) {
      case 0 ->
          TestRecords.event(
              "login-0001",
              "login",
              time,
              performer,
              "\"device\":" + TestRecords.ref("dev", 1, 1).replace("}", ",\"relation\":\"own\"}"));
      case 1 ->
          TestRecords.event(
              "payout-0001",
              "payout.made",
              time,
              performer,
              "\"payout\":" + TestRecords.ref("pay", 1, 1),
              "\"amount\":{\"minor\":" + (99 + random.nextInt(3)) + ",\"currency\":\"USD\"}",
              "\"studio\":"
                  + TestRecords.ref("stu", 1, 1)
                      .replace(
                          "}", random.nextBoolean() ? ",\"registered\":true}" : ",\"size\":4}"),
              "\"reported_by\":\"" + (random.nextBoolean() ? "platform" : "studio") + "\"");
      case 2 ->
          TestRecords.event(
              "locked-0001", "account.locked", time, performer, "\"actor\":\"manager\"");
      default ->
          TestRecords.tip(
              "tip-00001",
              time,
              "\"channel\":\"" + (platform.equals("p") ? "ngo" : "police") + "\"",
              "\"reporter_kind\":\"public\"",
              "\"resolution\":\"resolved\"",
              performer,
              random.nextBoolean()
                  ? "\"authenticated\":true"
                  : "\"methods_of_control\":[\"Threats\"]");
    };
  }
}
