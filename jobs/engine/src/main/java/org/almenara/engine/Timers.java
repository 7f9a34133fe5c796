package org.almenara.engine;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is due at which instant, so that nobody has to be looked at who is not. None is taken back:
 * whoever is due looks whether the timer still stands.
 */
final class Timers {

  /** No instant. */
  static final long NEVER = Long.MAX_VALUE;

  private final TreeMap<Long, TreeSet<String>> keys = new TreeMap<>();

  /** Sets somebody's timer; {@link #NEVER} sets none. */
  void set(String key, long instant) {
    if (instant != NEVER) {
      keys.computeIfAbsent(instant, at -> new TreeSet<>()).add(key);
    }
  }

  /** The first instant at which anybody is due; {@link #NEVER} for none. */
  long first() {
    return keys.isEmpty() ? NEVER : keys.firstKey();
  }

  /** Takes out those who are due at an instant, by key. */
  Collection<String> takeDue(long instant) {
    TreeSet<String> due = keys.remove(instant);
    return due == null ? List.of() : due;
  }
}
