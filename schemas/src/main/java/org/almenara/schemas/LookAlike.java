package org.almenara.schemas;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.almenara.schemas.Refusal.Reason;
import org.apache.commons.validator.routines.InetAddressValidator;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.jspecify.annotations.Nullable;

/**
 * What a refused string looks like: an e-mail address, a telephone number and the like, where that
 * can be told. A guess, said of values that are refused anyway; what is told of nothing may still
 * be plain data.
 *
 * <p>It looks at {@value #MOST_CHARS} characters at most, and keeps nothing. Each pattern is
 * anchored and bounded, so that hostile text cannot keep it busy. Only refused values come here.
 */
final class LookAlike {

  /** How much of a value is looked at. */
  static final int MOST_CHARS = 256;

  /**
   * Where a number without the code of its country may be from; each costs a few microseconds, so
   * these are the countries that most of the studios, performers and payers of the field live in. A
   * number with its country's code is known from everywhere.
   */
  private static final List<String> PHONE_REGIONS =
      List.of("CO", "RO", "PH", "US", "BR", "MX", "ES", "UA");

  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

  private static final Pattern SCHEME_OR_WWW =
      Pattern.compile("(?:[a-z][a-z0-9+.-]{1,15}://|www\\.)\\S", Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST_AND_PATH =
      Pattern.compile(
          "(?=[a-z0-9.-]{1,80}/)[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,5}\\.[a-z]{2,15}/\\S",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern YEAR_FIRST =
      Pattern.compile("[+-]?[0-9]{4}([-/.])(?:0?[0-9]|1[0-9])\\1[0-3]?[0-9](?![0-9]).{0,40}");
  private static final Pattern YEAR_LAST =
      Pattern.compile(
          "[0-3]?[0-9]([-/.])[0-3]?[0-9]\\1(?:[0-9]{4}|[0-9]{2})(?:[T\\s,].{0,40})?",
          Pattern.DOTALL);
  private static final Pattern COMPACT =
      Pattern.compile("(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]T[0-9]{4}.{0,20}");
  private static final Pattern TIME =
      Pattern.compile("[0-2]?[0-9]:[0-5][0-9](?::[0-6][0-9])?(?:[Z.,+\\sAaPp-].{0,20})?");

  private static final String DEGREES = "([+-]?[0-9]{1,3})[.,][0-9]{2,20}°?\\s?[NSEWOnsewo]?";
  private static final Pattern COORDINATES =
      Pattern.compile("(?:geo:)?\\(?" + DEGREES + "\\s?[,;/\\s]\\s?" + DEGREES + "\\)?");
  private static final Pattern DEGREE_SIGN = Pattern.compile("[0-9]\\s?°\\s?[0-9NSEWO]");

  private LookAlike() {}

  /** The reason that says what the characters look like; {@code null} where none does. */
  static @Nullable Reason of(char[] chars, int from, int length) {
    return of(new String(chars, from, Math.min(length, MOST_CHARS)));
  }

  /** The same of a text, of which all is looked at. */
  @SuppressWarnings("CatchingUnchecked")
  static @Nullable Reason of(String text) {
    try {
      return look(text.strip());
    } catch (RuntimeException e) {
      return null; // a fault of a library must not let a hostile value stop the stream
    }
  }

  private static @Nullable Reason look(String text) {
    if (hasEmail(text)) {
      return Reason.LOOKS_LIKE_EMAIL;
    }
    if (SCHEME_OR_WWW.matcher(text).find() || HOST_AND_PATH.matcher(text).lookingAt()) {
      return Reason.LOOKS_LIKE_URL;
    }
    if (isIpAddress(text)) {
      return Reason.LOOKS_LIKE_IP_ADDRESS;
    }
    if (isDateOrTime(text)) {
      return Reason.LOOKS_LIKE_DATE_OR_LOCAL_TIME;
    }
    if (areCoordinates(text)) {
      return Reason.LOOKS_LIKE_COORDINATES;
    }
    if (hasCardNumber(text)) {
      return Reason.LOOKS_LIKE_CARD_NUMBER;
    }
    if (hasPhone(text)) {
      return Reason.LOOKS_LIKE_PHONE;
    }
    return isFreeText(text) ? Reason.LOOKS_LIKE_FREE_TEXT : null;
  }

  /** Something before an {@code @}, and after it a host with a dot and a letter behind that. */
  private static boolean hasEmail(String text) {
    for (int at = text.indexOf('@', 1); at > 0; at = text.indexOf('@', at + 1)) {
      boolean dot = false;
      for (int i = at + 1; i < text.length() && isOfHost(text.charAt(i)); i++) {
        if (dot && Character.isLetter(text.charAt(i)) && !isSpace(text.charAt(at - 1))) {
          return true;
        }
        dot |= text.charAt(i) == '.' && i > at + 1;
      }
    }
    return false;
  }

  private static boolean isOfHost(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }

  /** Alone, in brackets, with a port or with the length of a network. */
  private static boolean isIpAddress(String text) {
    String address = text;
    if (address.startsWith("[") && address.indexOf(']') > 0) {
      address = address.substring(1, address.indexOf(']'));
    }
    int slash = address.indexOf('/');
    if (slash > 0) {
      address = address.substring(0, slash);
    }
    int colon = address.indexOf(':');
    if (colon > 0 && colon == address.lastIndexOf(':')) {
      address = address.substring(0, colon);
    }
    return InetAddressValidator.getInstance().isValid(address);
  }

  private static boolean isDateOrTime(String text) {
    return YEAR_FIRST.matcher(text).lookingAt()
        || YEAR_LAST.matcher(text).matches()
        || COMPACT.matcher(text).matches()
        || TIME.matcher(text).matches();
  }

  private static boolean areCoordinates(String text) {
    if (DEGREE_SIGN.matcher(text).find()) {
      return true;
    }
    Matcher pair = COORDINATES.matcher(text);
    return pair.matches()
        && Math.abs(Integer.parseInt(pair.group(1))) <= 180
        && Math.abs(Integer.parseInt(pair.group(2))) <= 180;
  }

  /** A run of 13 to 19 digits, spaces and hyphens aside, with the check digit of cards. */
  private static boolean hasCardNumber(String text) {
    StringBuilder digits = new StringBuilder();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '\0' : text.charAt(i);
      if (Chars.isDigit(c)) {
        digits.append(c);
      } else if (digits.isEmpty() || (c != ' ' && c != '-')) {
        if (isCardNumber(digits) && !isOfWord(text, start - 1) && !isOfWord(text, i)) {
          return true;
        }
        digits.setLength(0);
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isCardNumber(StringBuilder digits) {
    return digits.length() >= 13
        && digits.length() <= 19
        && digits.charAt(0) != '0'
        && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits.toString());
  }

  /** Whether the character there would go on a token or another word. */
  private static boolean isOfWord(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  /** After a plus, wherever it stands; else only where the whole text is a number. */
  private static boolean hasPhone(String text) {
    int plus = text.indexOf('+');
    if (plus >= 0) {
      return isPhone(numberAt(text, plus), "ZZ");
    }
    String number = text.startsWith("tel:") ? text.substring(4) : text;
    if (numberAt(number, 0).length() < number.length()) {
      return false;
    }
    if (number.startsWith("00")) {
      return isPhone("+" + number.substring(2), "ZZ");
    }
    return isPhone("+" + number, "ZZ")
        || PHONE_REGIONS.stream().anyMatch(region -> isPhone(number, region));
  }

  /** The longest part, from there, of what telephone numbers are written with. */
  private static String numberAt(String text, int from) {
    int end = from;
    while (end < text.length() && isOfPhone(text.charAt(end), end == from)) {
      end++;
    }
    return text.substring(from, end);
  }

  private static boolean isOfPhone(char c, boolean first) {
    return Chars.isDigit(c) || (first && c == '+') || "() -./".indexOf(c) >= 0;
  }

  private static boolean isPhone(String number, String region) {
    long digits = number.chars().filter(c -> Chars.isDigit((char) c)).count();
    if (digits < 7 || digits > 15) {
      return false;
    }
    try {
      return PHONES.isValidNumber(PHONES.parse(number, region));
    } catch (NumberParseException e) {
      return false;
    }
  }

  /** Two words; or one in letters beyond ASCII, as names have them. */
  private static boolean isFreeText(String text) {
    boolean word = false;
    boolean spaceAfterWord = false;
    boolean beyondAscii = false;
    boolean codeLike = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        if (spaceAfterWord) {
          return true;
        }
        word = true;
        beyondAscii |= c > 127;
      } else {
        spaceAfterWord |= word && isSpace(c);
        codeLike |= Chars.isDigit(c) || c == '_';
      }
    }
    return beyondAscii && !codeLike;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
