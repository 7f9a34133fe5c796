package org.almenara.engine.evaluate;

/** The hard paths that runs must take for a property over them to say something. */
enum Path {
  /** Something was said. */
  SAID,
  /** It was said again, with fresh records. */
  SAID_AGAIN,
  /** It was passed on to members. */
  PASSED_ON,
  /** A measure had no answer. */
  ABSENT,
  /** A list had let records go that lie in the window. */
  EVICTED,
  /** So many that the answer may not be true to the definition without a K. */
  OVERFLOWED,
  /** Records waited for their instant while the state was written and read. */
  PENDING,
  /** Two records of one time. */
  TIED,
  /** A record that came late was cited. */
  LATE,
  /** A record was sent twice. */
  DUPLICATE,
  /** A token was erased, and an answer or a finding is another for it. */
  ERASED,
  /** A rule would have begun to hold, but a feed left out what it needs. */
  WITHHELD_BEGIN,
  /** A rule would have ceased to hold, but a feed left out what it needs. */
  WITHHELD_END,
  /** State was written and read back, or a copy went on in its stead. */
  RESTARTED
}
