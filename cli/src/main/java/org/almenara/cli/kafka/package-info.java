/**
 * How commands reach Kafka.
 *
 * <p>Starting points: {@link org.almenara.cli.kafka.BrokerOption} says which broker, {@link
 * org.almenara.cli.kafka.CommittedReader} reads from it.
 */
@NullMarked
package org.almenara.cli.kafka;

import org.jspecify.annotations.NullMarked;
