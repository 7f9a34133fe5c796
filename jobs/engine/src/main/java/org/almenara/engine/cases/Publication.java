package org.almenara.engine.cases;

import org.jspecify.annotations.Nullable;

/**
 * A record for a topic.
 *
 * @param topic its name
 * @param key its key
 * @param value JSON; absent for a tombstone, by which a case leaves a unit's topic
 * @param timestamp the instant that it belongs to, epoch milliseconds
 */
public record Publication(String topic, String key, @Nullable String value, long timestamp) {}
