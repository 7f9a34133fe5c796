package org.almenara.schemas;

import java.util.Set;

/**
 * The closed shapes of all strings in the contracts, so that nothing else can pass: no name, no
 * address, no free text.
 */
public enum Shape {
  /** 8 to 64 of letters, digits, {@code _} and {@code -}: a record's id. */
  RECORD_ID {
    @Override
    boolean matches(String s) {
      return s.length() >= 8 && s.length() <= 64 && allBase64Url(s, 0);
    }
  },
  /** Three letters, a key epoch of 1 to 4 digits, {@code _}, 22 to 64 characters of base64url. */
  TOKEN {
    @Override
    boolean matches(String s) {
      if (s.length() < 3 + 1 + 1 + 22 || s.length() > 3 + 4 + 1 + 64) {
        return false;
      }
      for (int i = 0; i < 3; i++) {
        if (s.charAt(i) < 'a' || s.charAt(i) > 'z') {
          return false;
        }
      }
      int end = s.indexOf('_', 3);
      if (end < 4 || end > 7) {
        return false;
      }
      for (int i = 3; i < end; i++) {
        if (!isDigit(s.charAt(i))) {
          return false;
        }
      }
      int random = s.length() - end - 1;
      return random >= 22 && random <= 64 && allBase64Url(s, end + 1);
    }
  },
  /** 1 to 40 of lower-case letters, digits, {@code _}, {@code -} and {@code .}. */
  CODE {
    @Override
    boolean matches(String s) {
      return !s.isEmpty() && s.length() <= 40 && s.chars().allMatch(Shape::isCodeChar);
    }
  },
  /** ISO 3166-1 alpha-2. */
  COUNTRY {
    @Override
    boolean matches(String s) {
      return COUNTRIES.contains(s);
    }
  },
  /** UN/LOCODE: a country and three of capital letters and the digits 2 to 9. */
  CITY {
    @Override
    boolean matches(String s) {
      return s.length() == 5
          && COUNTRIES.contains(s.substring(0, 2))
          && s.chars().skip(2).allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '9'));
    }
  },
  /** ISO 3166-2: a country, a hyphen, 1 to 3 capital letters or digits; say {@code CO-DC}. */
  SUBDIVISION {
    @Override
    boolean matches(String s) {
      return s.length() >= 4
          && s.length() <= 6
          && s.charAt(2) == '-'
          && COUNTRIES.contains(s.substring(0, 2))
          && s.chars().skip(3).allMatch(c -> (c >= 'A' && c <= 'Z') || isDigit(c));
    }
  },
  /** ISO 4217. */
  CURRENCY {
    @Override
    boolean matches(String s) {
      return s.length() == 3 && s.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
  },
  /** 64 lower-case hexadecimal digits: a SHA-256. */
  SHA256 {
    @Override
    boolean matches(String s) {
      return s.length() == 64
          && s.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
  };

  /** ISO 3166-1, written out: what a Java runtime knows of it changes with its version. */
  private static final Set<String> COUNTRIES =
      Set.of(
          """
          AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN
          BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ
          DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL
          GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM
          JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
          MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP
          NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD
          SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
          TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
          """
              .split("\\s"));

  /** Whether the string has this shape. */
  abstract boolean matches(String s);

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isCodeChar(int c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static boolean allBase64Url(String s, int from) {
    for (int i = from; i < s.length(); i++) {
      char c = s.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !isDigit(c) && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
