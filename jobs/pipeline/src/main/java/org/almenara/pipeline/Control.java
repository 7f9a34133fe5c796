package org.almenara.pipeline;

import java.io.Serializable;

/**
 * A record of a control topic that its contract takes: a rule set, an activation, a register entry
 * or an erasure; or a disposition.
 *
 * @param topic its topic
 * @param key the key that its contract gives it
 * @param value canonical JSON of what its contract names
 * @param timestamp its Kafka timestamp, epoch milliseconds
 */
public record Control(String topic, String key, String value, long timestamp)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
