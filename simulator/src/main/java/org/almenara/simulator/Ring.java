package org.almenara.simulator;

import org.almenara.schemas.EntityType;

/**
 * What several groups have in common behind them: a controller, an aggregator, a carrier.
 *
 * @param draw all that chance decides of it
 */
record Ring(Draw draw, Tokens tokens) {
  Entity thing(EntityType type) {
    return tokens.entity(type.prefix(), draw.child(type.code()));
  }
}
