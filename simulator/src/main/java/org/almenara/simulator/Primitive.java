package org.almenara.simulator;

import java.time.Instant;

/**
 * One thing that people do or that happens to them. Behaviours are composed of these, so a victim
 * and a lawful person differ in ranges only.
 */
interface Primitive {

  /**
   * Reports what of it begins on a day; what follows from that may be reported with it, however
   * much later.
   *
   * @param course the person's course so far
   * @param draw the person's own draws for this primitive: the same ones every day, so that habits
   *     and things that happen once need no memory; {@code draw.child(day)} differs by day
   * @param day start of the day
   */
  void day(Course course, Draw draw, Instant day);
}
