package org.almenara.schemas;

import org.jspecify.annotations.Nullable;

/** The constants of an enum by code, found in a buffer of characters without making a string. */
final class CodeTable {

  private final @Nullable String[] codes;
  private final @Nullable Object[] constants;

  /** The codes of an enum that is {@link Coded}. */
  CodeTable(Class<?> type) {
    Object[] all = type.getEnumConstants();
    int size = Integer.highestOneBit(all.length) * 4; // so that under half of the table is in use
    codes = new @Nullable String[size];
    constants = new @Nullable Object[size];
    for (Object constant : all) {
      String code = ((Coded) constant).code();
      int at = code.hashCode() & (size - 1);
      while (codes[at] != null) {
        at = (at + 1) & (size - 1);
      }
      codes[at] = code;
      constants[at] = constant;
    }
  }

  /** The constant of the code that stands in the buffer; {@code null} where there is none. */
  @Nullable Object find(char[] chars, int from, int length) {
    int hash = 0; // as String.hashCode
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + chars[i];
    }
    int at = hash & (codes.length - 1);
    for (String code = codes[at]; code != null; code = codes[at]) {
      if (Chars.equal(code, chars, from, length)) {
        return constants[at];
      }
      at = (at + 1) & (codes.length - 1);
    }
    return null;
  }
}
