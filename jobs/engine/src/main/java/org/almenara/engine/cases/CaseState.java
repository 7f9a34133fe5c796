package org.almenara.engine.cases;

/**
 * What is kept for an open case; it goes when the case expires. Or for a near miss, which goes when
 * it opens a case or is none any more.
 *
 * @param id of the case
 * @param revision published last
 * @param opened the instant at which it opened, epoch milliseconds
 * @param unit code of the unit that it was published for last
 * @param nearMiss whether it is a near miss
 * @param said what the last revision said, as far as a new one must differ
 */
public record CaseState(
    String id, int revision, long opened, String unit, boolean nearMiss, String said) {}
