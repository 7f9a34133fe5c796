package org.almenara.schemas;

/** Questions about characters in a parser's buffer, asked before any string is made of them. */
final class Chars {

  private Chars() {}

  static boolean equal(String text, char[] chars, int from, int length) {
    return text.length() == length && startsWith(text, chars, from, length);
  }

  static boolean startsWith(String prefix, char[] chars, int from, int length) {
    if (length < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (chars[from + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  /** Whether all of them are letters, digits, {@code _} and {@code -}. */
  static boolean areBase64Url(char[] chars, int from, int length) {
    for (int i = from; i < from + length; i++) {
      char c = chars[i];
      if (!isSmall(c) && !isCapital(c) && !isDigit(c) && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  static boolean haveLetter(char[] chars, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (isSmall(chars[i]) || isCapital(chars[i])) {
        return true;
      }
    }
    return false;
  }
}
