package org.almenara.engine.cases;

/**
 * What is kept for an open case; it goes when the case expires.
 *
 * @param id of the case
 * @param revision published last
 * @param opened the instant at which it opened, epoch milliseconds
 * @param unit code of the unit that it was published for last
 * @param said what the last revision said, as far as a new one must differ
 */
public record CaseState(String id, int revision, long opened, String unit, String said) {}
