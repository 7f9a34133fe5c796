package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.almenara.schemas.Refusal.Reason;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What refused values look like: plain data of many kinds is known, pseudonyms and codes are not.
 */
class LookAlikeTest {

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void knowsEmail(@ForAll("words") String user, @ForAll("words") String host) {
    assertThat(LookAlike.of(user + "@" + host + ".example")).isEqualTo(Reason.LOOKS_LIKE_EMAIL);
    assertThat(LookAlike.of("write to <" + user + "@" + host + ".co.uk> please"))
        .isEqualTo(Reason.LOOKS_LIKE_EMAIL);
  }

  /** An example number of every country that the library knows, as written abroad. */
  @Test
  void knowsPhonesOfEveryCountry() {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    for (String region : phones.getSupportedRegions()) {
      PhoneNumber number =
          phones.getExampleNumberForType(region, PhoneNumberUtil.PhoneNumberType.MOBILE);
      if (number != null) {
        for (PhoneNumberFormat format :
            new PhoneNumberFormat[] {PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL}) {
          assertThat(LookAlike.of(phones.format(number, format)))
              .as(region)
              .isEqualTo(Reason.LOOKS_LIKE_PHONE);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CO", "RO", "PH", "US", "BR", "MX", "ES", "UA"})
  void knowsPhonesAsWrittenAtHome(String region) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    PhoneNumber number =
        Objects.requireNonNull(
            phones.getExampleNumberForType(region, PhoneNumberUtil.PhoneNumberType.MOBILE));

    assertThat(LookAlike.of(phones.format(number, PhoneNumberFormat.NATIONAL)))
        .isEqualTo(Reason.LOOKS_LIKE_PHONE);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void knowsIpAddresses(@ForAll @IntRange(max = 255) int a, @ForAll @IntRange(max = 255) int b) {
    assertThat(LookAlike.of("10.%d.0.%d".formatted(a, b))).isEqualTo(Reason.LOOKS_LIKE_IP_ADDRESS);
    assertThat(LookAlike.of("10.%d.0.%d:8080".formatted(a, b)))
        .isEqualTo(Reason.LOOKS_LIKE_IP_ADDRESS);
    assertThat(LookAlike.of("2001:db8::%x:%x".formatted(a, b)))
        .isEqualTo(Reason.LOOKS_LIKE_IP_ADDRESS);
    assertThat(LookAlike.of("[2001:db8:0:0:0:0:%X:%X]:443".formatted(a, b)))
        .isEqualTo(Reason.LOOKS_LIKE_IP_ADDRESS);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void knowsUrls(@ForAll("words") String host, @ForAll("words") String path) {
    for (String url :
        new String[] {"https://%s.example/%s", "HTTP://%s/%s", "www.%s.com/%s", "%s.me/%s"}) {
      assertThat(LookAlike.of(url.formatted(host, path))).as(url).isEqualTo(Reason.LOOKS_LIKE_URL);
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void knowsCardNumbers(@ForAll("payloads") String payload, @ForAll("separators") String separator)
      throws CheckDigitException {
    String number = payload + LuhnCheckDigit.LUHN_CHECK_DIGIT.calculate(payload);
    String written = number.replaceAll("(.{4})(?=.)", "$1" + separator);

    assertThat(LookAlike.of(written)).isEqualTo(Reason.LOOKS_LIKE_CARD_NUMBER);
    assertThat(LookAlike.of("card: " + written)).isEqualTo(Reason.LOOKS_LIKE_CARD_NUMBER);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void knowsCoordinates(@ForAll("latitudes") double north, @ForAll("longitudes") double east) {
    for (String form : new String[] {"%.5f,%.5f", "%.4f, %.4f", "%.6f %.6f", "(%.5f; %.5f)"}) {
      assertThat(LookAlike.of(String.format(Locale.ROOT, form, north, east)))
          .as("%s of %s and %s", form, north, east)
          .isEqualTo(Reason.LOOKS_LIKE_COORDINATES);
    }
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void knowsDatesAndTimes(@ForAll @IntRange(min = -20_000, max = 40_000) int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    for (String form :
        new String[] {
          "yyyy-MM-dd", "dd/MM/yyyy", "d.M.yyyy", "MM-dd-yy", "yyyy/M/d", "yyyy-MM-dd' 10:15:00'"
        }) {
      String written = DateTimeFormatter.ofPattern(form, Locale.ROOT).format(date);
      assertThat(LookAlike.of(written)).as(written).isEqualTo(Reason.LOOKS_LIKE_DATE_OR_LOCAL_TIME);
    }
    assertThat(LookAlike.of(date + "T10:15:00+02:00"))
        .isEqualTo(Reason.LOOKS_LIKE_DATE_OR_LOCAL_TIME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ana.maria@correo.example | looks_like_email",
        "a@b | ",
        "my number is +57 300 123 4567 | looks_like_phone",
        "tel:+40712034567 | looks_like_phone",
        "0057 300 123 4567 | looks_like_phone",
        "12345678 | ",
        "::1 | looks_like_ip_address",
        "192.0.2.0/24 | looks_like_ip_address",
        "fe80::1%eth0 | looks_like_ip_address",
        "1.2.3 | ",
        "t.me/someone | looks_like_url",
        "ftp://example.org | looks_like_url",
        "4°36'35N 74°04'54W | looks_like_coordinates",
        "geo:4.60971,-74.08175 | looks_like_coordinates",
        "12.50 | ",
        "4111-1111-1111-1111 | looks_like_card_number",
        "4111111111111112 | ",
        "10:15 | looks_like_date_or_local_time",
        "10:15:00 pm | looks_like_date_or_local_time",
        "20261124T101500Z | looks_like_date_or_local_time",
        "2026-02-30T10:15:00Z | looks_like_date_or_local_time",
        "2026-11-24T10:15:00.123456Z | looks_like_date_or_local_time",
        "she did not want to | looks_like_free_text",
        "María | looks_like_free_text",
        "Мария | looks_like_free_text",
        "Maria | ",
        "DebtBondage | ",
        "payout.made | ",
        "performer-42 | ",
        "'' | "
      })
  void saysOfEach(String text, String code) {
    Reason seen = LookAlike.of(text);

    assertThat(seen == null ? null : seen.code()).isEqualTo(code);
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void knowsNoPseudonymAndNoCode(@ForAll("harmless") String text) {
    assertThat(LookAlike.of(text)).isNull();
  }

  @Property(tries = 10_000)
  void neverThrows(@ForAll("hostile") String text) {
    LookAlike.of(text);
    LookAlike.of(text.toCharArray(), 0, text.length());
  }

  /** Text on which a pattern that tries all ways to divide it would not end. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a.", "1 ", "1.", "@a", "a@", "+", "+1 ", "00", " ", "°1", "::", "a-", "1-1-"})
  void endsOnTextThatCanBeDividedInManyWays(String part) {
    String text = part.repeat(LookAlike.MOST_CHARS / part.length());
    assertThatCode(() -> LookAlike.of(text + "!")).doesNotThrowAnyException();
  }

  @Test
  void looksAtTheBeginningOnly() {
    char[] text = ("x".repeat(LookAlike.MOST_CHARS) + " maria@example.org").toCharArray();

    assertThat(LookAlike.of(text, 0, text.length)).isNull();
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(2).ofMaxLength(12);
  }

  @Provide
  Arbitrary<String> payloads() {
    return Combinators.combine(
            Arbitraries.of('3', '4', '5', '6'),
            Arbitraries.strings().numeric().ofMinLength(14).ofMaxLength(17))
        .as((first, rest) -> first + rest);
  }

  @Provide
  Arbitrary<String> separators() {
    return Arbitraries.of("", " ", "-");
  }

  @Provide
  Arbitrary<Double> latitudes() {
    return Arbitraries.doubles().between(-90, 90).ofScale(6);
  }

  @Provide
  Arbitrary<Double> longitudes() {
    return Arbitraries.doubles().between(-180, 180).ofScale(6);
  }

  @Provide
  Arbitrary<String> harmless() {
    return Arbitraries.oneOf(
        Samples.text(Shape.TOKEN, "prf"),
        Samples.text(Shape.SHA256, ""),
        Arbitraries.of(Tip.MethodOfControl.values()).map(Coded::code),
        Arbitraries.of(EventType.values()).map(Coded::code));
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "@",
            ".",
            "+",
            "00",
            "1",
            "4111",
            " ",
            "-",
            "/",
            ":",
            "::",
            "°",
            "%",
            "[",
            "]",
            "www.",
            "://",
            "tel:",
            "geo:",
            "T",
            "Z",
            "é",
            "\ud83d",
            "\0",
            "ñ",
            "999999999999999",
            "(",
            ")");
    return Arbitraries.oneOf(
        parts.list().ofMaxSize(60).map(list -> String.join("", list)), Arbitraries.strings());
  }
}
