package org.almenara.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A record of a control topic: a rule set, an activation, a register entry or an erasure, as it was
 * read.
 *
 * @param topic its topic
 * @param key its key; absent where the writer gave none
 * @param value JSON; absent for a tombstone
 * @param timestamp its Kafka timestamp, epoch milliseconds
 */
public record Control(String topic, @Nullable String key, @Nullable String value, long timestamp) {}
