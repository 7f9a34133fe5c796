package org.almenara.engine.cases;

/**
 * What is kept for an open case; it goes when the case expires.
 *
 * @param id of the case
 * @param revision published last
 * @param unit whose topic it is in
 * @param opened the instant at which it opened, epoch milliseconds
 * @param said what the last revision said, as far as a new one must differ
 */
public record CaseState(String id, int revision, String unit, long opened, String said) {}
