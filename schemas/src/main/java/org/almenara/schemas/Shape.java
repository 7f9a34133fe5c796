package org.almenara.schemas;

/**
 * The closed shapes of all strings in the contracts, so that nothing else can pass: no text of more
 * than a word, no address, no number of a telephone or a card. A careless writer can still put a
 * word, and so a name, where a code of the writer's own belongs; see {@code docs/privacy.md}.
 */
public enum Shape {
  /**
   * 8 to 64 of letters, digits, {@code _} and {@code -}: a record's id. It has a letter, so that no
   * number of a telephone, a card or a document is one.
   */
  RECORD_ID {
    @Override
    boolean matches(char[] chars, int from, int length) {
      return length >= 8
          && length <= 64
          && Chars.areBase64Url(chars, from, length)
          && Chars.haveLetter(chars, from, length);
    }
  },
  /** Three letters, a key epoch of 1 to 4 digits, {@code _}, 22 to 64 characters of base64url. */
  TOKEN {
    @Override
    boolean matches(char[] chars, int from, int length) {
      int random = randomPart(chars, from, length);
      return random >= MIN_RANDOM && random <= MAX_RANDOM;
    }
  },
  /**
   * A lower-case letter, then up to 39 of lower-case letters, digits, {@code _}, {@code -} and
   * {@code .}. No address, date or number begins with a letter.
   */
  CODE {
    @Override
    boolean matches(char[] chars, int from, int length) {
      if (length < 1 || length > 40 || !Chars.isSmall(chars[from])) {
        return false;
      }
      for (int i = from + 1; i < from + length; i++) {
        char c = chars[i];
        if (!Chars.isSmall(c) && !Chars.isDigit(c) && c != '_' && c != '-' && c != '.') {
          return false;
        }
      }
      return true;
    }
  },
  /** ISO 3166-1 alpha-2. */
  COUNTRY {
    @Override
    boolean matches(char[] chars, int from, int length) {
      return length == 2 && Countries.has(chars[from], chars[from + 1]);
    }
  },
  /** UN/LOCODE: a country and three of capital letters and the digits 2 to 9. */
  CITY {
    @Override
    boolean matches(char[] chars, int from, int length) {
      if (length != 5 || !Countries.has(chars[from], chars[from + 1])) {
        return false;
      }
      for (int i = from + 2; i < from + 5; i++) {
        char c = chars[i];
        if (!Chars.isCapital(c) && !(c >= '2' && c <= '9')) {
          return false;
        }
      }
      return true;
    }
  },
  /** ISO 3166-2: a country, a hyphen, 1 to 3 capital letters or digits; say {@code CO-DC}. */
  SUBDIVISION {
    @Override
    boolean matches(char[] chars, int from, int length) {
      if (length < 4
          || length > 6
          || chars[from + 2] != '-'
          || !Countries.has(chars[from], chars[from + 1])) {
        return false;
      }
      for (int i = from + 3; i < from + length; i++) {
        if (!Chars.isCapital(chars[i]) && !Chars.isDigit(chars[i])) {
          return false;
        }
      }
      return true;
    }
  },
  /** ISO 4217. */
  CURRENCY {
    @Override
    boolean matches(char[] chars, int from, int length) {
      return length == 3
          && Chars.isCapital(chars[from])
          && Chars.isCapital(chars[from + 1])
          && Chars.isCapital(chars[from + 2]);
    }
  },
  /** 64 lower-case hexadecimal digits: a SHA-256. */
  SHA256 {
    @Override
    boolean matches(char[] chars, int from, int length) {
      if (length != 64) {
        return false;
      }
      for (int i = from; i < from + length; i++) {
        if (!Chars.isDigit(chars[i]) && !(chars[i] >= 'a' && chars[i] <= 'f')) {
          return false;
        }
      }
      return true;
    }
  };

  /** Characters of base64url that hold 128 bits. */
  private static final int MIN_RANDOM = 22;

  private static final int MAX_RANDOM = 64;

  /** Whether the characters have this shape. */
  abstract boolean matches(char[] chars, int from, int length);

  /** Whether they are a token but for a random part under 128 bits: one that could be guessed. */
  static boolean isShortToken(char[] chars, int from, int length) {
    int random = randomPart(chars, from, length);
    return random >= 0 && random < MIN_RANDOM;
  }

  /** Length of the random part of what has the form of a token, however long; else -1. */
  private static int randomPart(char[] chars, int from, int length) {
    int prefix = 3;
    if (length < prefix + 2) {
      return -1;
    }
    for (int i = from; i < from + prefix; i++) {
      if (!Chars.isSmall(chars[i])) {
        return -1;
      }
    }
    int at = prefix;
    while (at < length && at < prefix + 4 && Chars.isDigit(chars[from + at])) {
      at++;
    }
    if (at == prefix || at == length || chars[from + at] != '_') {
      return -1;
    }
    int random = length - at - 1;
    return Chars.areBase64Url(chars, from + at + 1, random) ? random : -1;
  }
}
