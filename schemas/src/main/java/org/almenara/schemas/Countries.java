package org.almenara.schemas;

/** ISO 3166-1 alpha-2, written out: what a Java runtime knows of it changes with its version. */
final class Countries {

  private static final String CODES =
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
      """;

  private static final boolean[] KNOWN = new boolean[26 * 26];

  static {
    for (int i = 0; i < CODES.length(); i += 3) {
      KNOWN[index(CODES.charAt(i), CODES.charAt(i + 1))] = true;
    }
  }

  private Countries() {}

  /** Whether the two letters are a country's code. */
  static boolean has(char first, char second) {
    return Chars.isCapital(first) && Chars.isCapital(second) && KNOWN[index(first, second)];
  }

  private static int index(char first, char second) {
    return (first - 'A') * 26 + (second - 'A');
  }
}
