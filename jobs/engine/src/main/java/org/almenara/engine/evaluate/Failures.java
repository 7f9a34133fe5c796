package org.almenara.engine.evaluate;

/**
 * Hears that a rule could not be evaluated. It does not hold then, and the others go on: where it
 * fails depends on the records alone, so what is said does too.
 */
public interface Failures {

  /** Nobody hears of it. */
  Failures UNHEARD = (rule, why) -> {};

  /**
   * A rule threw.
   *
   * @param rule its id in its lane, see {@code Lane.key}
   */
  void failed(String rule, RuntimeException why);
}
