package org.almenara.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Whether and when a victim was found: by a case that opened after harm began, on the person or on
 * what is part of the same situation.
 *
 * @param part of a case that was opened, 0 to 1
 * @param at epoch milliseconds; absent where none was
 */
record Found(double part, @Nullable Long at) {

  static Found by(Opened opened, Pool.Person person, long notBefore) {
    double part = 0;
    Long at = null;
    for (Opened.Case one : opened.about(person)) {
      if (one.lead().opened() >= notBefore) {
        part = Math.max(part, one.part());
        at = at == null ? one.since() : Math.min(at, one.since());
      }
    }
    return new Found(part, at);
  }
}
