package org.almenara.schemas;

import java.time.Instant;

/**
 * A record that was refused, so that its writer can mend the export: topics {@code
 * events.rejected.v1} and {@code events.late.v1}. It points at the record and never repeats it.
 *
 * @param topic where it lies
 * @param partition where it lies
 * @param offset where it lies
 * @param arrival its Kafka timestamp
 * @param reason why it was refused
 * @param path which contract field, see {@link Refusal}
 * @param mend what the writer can do
 */
public record RefusedRecord(
    String topic,
    int partition,
    long offset,
    Instant arrival,
    Refusal.Reason reason,
    String path,
    String mend) {}
