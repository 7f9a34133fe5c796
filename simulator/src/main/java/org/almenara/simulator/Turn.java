package org.almenara.simulator;

/**
 * A change of life.
 *
 * @param after the way before it began, moved to the start of that day
 * @param way how the person lives from then on
 */
record Turn(Span after, Way way) {}
