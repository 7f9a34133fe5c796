/**
 * Kafka in production: sources that judge while reading, exactly-once sinks. The only package that
 * knows the connector.
 */
@NullMarked
package org.almenara.pipeline.kafka;

import org.jspecify.annotations.NullMarked;
