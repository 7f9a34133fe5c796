package org.almenara.engine.cases;

/**
 * What a revision asks of the ration of its unit.
 *
 * @param enters whether the unit hears of the case for the first time: it opens, or comes from
 *     another unit
 * @param urgent whether it may not wait
 * @param rule id of the rule that gives most points; empty where nothing does any more
 */
public record Claim(boolean enters, boolean urgent, String rule) {

  /** Of what no unit waits for. */
  static final Claim NONE = new Claim(false, true, "");
}
