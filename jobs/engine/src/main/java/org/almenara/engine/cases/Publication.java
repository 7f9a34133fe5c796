package org.almenara.engine.cases;

/**
 * A record for a topic.
 *
 * @param topic its name
 * @param key its key
 * @param value JSON
 * @param timestamp the instant that it belongs to, epoch milliseconds
 */
public record Publication(String topic, String key, String value, long timestamp) {}
