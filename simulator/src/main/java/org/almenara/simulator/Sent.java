package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.Topic;

/**
 * A record as it lies in a topic.
 *
 * @param topic {@link Topic#PLATFORM_EVENTS} or {@link Topic#TIPS}
 * @param partition follows from the key; heartbeats go to every one
 * @param arrival the record's Kafka timestamp
 * @param key origin of the performer, or code of the platform where no performer is named
 * @param value the record's bytes, nearly always canonical JSON; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they are sent; nobody compares Sent by value
public record Sent(Topic topic, int partition, Instant arrival, String key, byte[] value) {}
