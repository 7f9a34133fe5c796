package org.almenara.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What happens between a fact and its arrival. Chances are per record and the same for everybody.
 *
 * @param delay of nearly all records
 * @param late how many are held up for {@code lateBy} instead: late, yet taken
 * @param lateBy how long
 * @param tooLate how many are held up for {@code tooLateBy} instead: the system refuses them
 * @param tooLateBy how long
 * @param twice how many come again, byte for byte
 * @param twiceAfter how long after the first arrival
 * @param malformed how many arrive broken
 * @param future how many bear a time that lies ahead of their arrival
 * @param futureBy how far
 * @param missing how many never arrive
 * @param behind how far each platform's clock is behind, drawn once for each
 */
record Noise(
    Span delay,
    Share late,
    Span lateBy,
    Share tooLate,
    Span tooLateBy,
    Share twice,
    Span twiceAfter,
    Share malformed,
    Share future,
    Span futureBy,
    @Nullable Share missing,
    @Nullable Span behind) {}
