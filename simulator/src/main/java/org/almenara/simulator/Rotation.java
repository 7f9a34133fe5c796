package org.almenara.simulator;

import java.time.Duration;

/**
 * The tokeniser's change to its second key: the tokens of some entities are new from then on, their
 * origins stay.
 *
 * @param after since the world's start
 * @param share of all entities
 */
record Rotation(Duration after, Share share) {}
