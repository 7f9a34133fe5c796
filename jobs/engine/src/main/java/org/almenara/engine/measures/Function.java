package org.almenara.engine.measures;

/** What can be asked of a summary. */
public enum Function {
  /** Records in the window. */
  COUNT,
  /** Distinct tokens in the window. */
  DISTINCT,
  /** As {@link #DISTINCT}, and who they are. */
  MEMBERS,
  /** Time live in the window, milliseconds. */
  COVERED,
  /** Longest time not live in the window, milliseconds; absent where it was never live. */
  LONGEST_REST,
  /** Whole days of the window whose longest rest is under the question's limit. */
  SHORT_RESTS,
  /** Longest run of days with any time live. */
  DAY_RUN,
  /** Sessions that ran longer than the question's limit without a pause worth the name. */
  UNBROKEN,
  /** Time in the window live with two tokens at once, milliseconds. */
  OVERLAP,
  /** Records B in the window that followed an A in time, with no C between. */
  SEQUENCE,
  /** Records A whose deadline lies in the window and that no B followed in time. */
  ABSENCE,
  /** Records in the window that came after a long silence. */
  RETURNS,
  /** First sightings of tokens in the window. */
  FIRST_SEEN,
  /** Records in the window with another token than the record before. */
  CHANGES
}
