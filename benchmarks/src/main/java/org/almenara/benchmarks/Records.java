package org.almenara.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.RecordReader;

/**
 * A day's mix of platform events, as bytes: mostly signs of life in sessions and payments, some
 * logins, money and changes of accounts.
 */
final class Records {

  static final int NUMBER = 1 << 10;

  private final Random random = new Random(7);

  private Records() {}

  static List<byte[]> bytes() {
    Records records = new Records();
    List<byte[]> bytes = new ArrayList<>(NUMBER);
    for (int i = 0; i < NUMBER; i++) {
      bytes.add(records.json(i).getBytes(StandardCharsets.UTF_8));
    }
    return bytes;
  }

  static List<PlatformEvent> events() {
    return bytes().stream()
        .map(RecordReader.PLATFORM_EVENTS::read)
        .map(decoded -> Objects.requireNonNull(decoded.value(), () -> "" + decoded.refusal()))
        .toList();
  }

  private String json(int number) {
    int share = random.nextInt(100);
    if (share < 45) {
      return event(number, "session.alive", field("session", ref("ses")));
    }
    if (share < 57) {
      return event(number, "payment.received", field("amount", amount()));
    }
    if (share < 67) {
      return event(
          number,
          "session." + one("started", "paused", "resumed", "ended"),
          field("session", ref("ses")),
          studio());
    }
    if (share < 80) {
      return event(number, "login", device(), network(), studio());
    }
    if (share < 90) {
      return event(
          number,
          "payout.made",
          field("payout", ref("pay")),
          field("amount", amount()),
          field("share", amount()),
          text("reported_by", one("platform", "studio", "processor")),
          text("rail", one("bank", "card", "prepaid", "ewallet", "crypto")),
          studio());
    }
    if (share < 94) {
      return event(
          number,
          "account.changed",
          text("what", one("password", "second_factor", "payout", "profile")),
          text("actor", one("performer", "manager", "support")),
          device());
    }
    if (share < 97) {
      return event(
          number,
          "pay.attested",
          text("attested", one("none", "part", "full")),
          text("reported_by", one("performer", "studio")));
    }
    return event(
        number,
        "exit.reversed",
        text("what", one("detach", "export", "closure")),
        text("actor", one("performer", "manager", "support")));
  }

  private String event(int number, String type, String... fields) {
    List<String> all = new ArrayList<>();
    all.add(text("id", "event-%08d".formatted(number)));
    all.add(text("type", type));
    all.add(text("time", Instant.ofEpochSecond(1_770_000_000L + number * 7L).toString()));
    all.add(text("platform", one("plaza", "corso", "rambla")));
    all.add(field("performer", ref("prf")));
    all.add(text("market", one("CO", "RO", "US")));
    all.addAll(List.of(fields));
    return "{" + String.join(",", all) + "}";
  }

  private String device() {
    return field(
        "device", with(ref("dev"), text("relation", one("own", "studio", "other", "unknown"))));
  }

  private String network() {
    return field("network", with(ref("net"), text("kind", one("fixed", "mobile", "relay"))));
  }

  private String studio() {
    return field(
        "studio",
        random.nextBoolean()
            ? with(ref("stu"), field("registered", one("true", "false")))
            : ref("stu"));
  }

  private String amount() {
    return "{%s,%s}"
        .formatted(
            field("minor", String.valueOf(random.nextInt(1_000_000))),
            text("currency", one("USD", "EUR", "COP")));
  }

  private String ref(String prefix) {
    String token = "%s1_%022d".formatted(prefix, random.nextInt(1000));
    return "{" + text("token", token) + "," + text("origin", token) + "}";
  }

  private static String with(String message, String field) {
    return message.substring(0, message.length() - 1) + "," + field + "}";
  }

  private static String text(String name, String value) {
    return field(name, "\"" + value + "\"");
  }

  private static String field(String name, String value) {
    return "\"" + name + "\":" + value;
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }
}
