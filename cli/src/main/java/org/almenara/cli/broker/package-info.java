/**
 * A real Kafka broker on this machine, for the demo and for tests.
 *
 * <p>Starting point: {@link org.almenara.cli.broker.LocalBroker}.
 */
@NullMarked
package org.almenara.cli.broker;

import org.jspecify.annotations.NullMarked;
