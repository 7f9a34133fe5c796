package org.almenara.schemas;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topic of a unit's cases: each unit has its own, so that a broker can grant it to one reader.
 * Those of the units that every deployment has are also a {@link Topic}; those of the units that a
 * deployment adds are created like {@link Topic#CASES_POLICE}.
 *
 * @param unit code of the unit
 */
public record CaseTopic(String unit) {

  /** Lower case, at most 30 characters, no dot: so that no unit's name is the start of a topic. */
  public static final Pattern UNIT = Pattern.compile("[a-z][a-z0-9-]{0,29}");

  private static final Pattern NAME = Pattern.compile("cases\\.([a-z][a-z0-9-]{0,29})\\.v1");

  /** Its name on the broker. */
  public String topicName() {
    return "cases." + unit + ".v1";
  }

  /**
   * The one of a name.
   *
   * @throws IllegalArgumentException when it is not named as one
   */
  public static CaseTopic named(String topicName) {
    Matcher name = NAME.matcher(topicName);
    if (!name.matches()) {
      throw new IllegalArgumentException(topicName + " is no topic of cases");
    }
    return new CaseTopic(name.group(1));
  }

  /** Whether cases are written to the topic of that name. */
  public static boolean isOne(String topicName) {
    return NAME.matcher(topicName).matches();
  }
}
