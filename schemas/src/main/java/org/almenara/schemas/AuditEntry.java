package org.almenara.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One link of a unit's audit chain: topic {@code audit.v1}. No token stands in it.
 *
 * @param unit whose chain
 * @param sequence 1, 2, 3 ... within the unit
 * @param action what was done
 * @param at the instant
 * @param subject id of the case
 * @param revision of the case
 * @param digest SHA-256 of the case content that was published; of nothing when the case left the
 *     unit; of a disposition's canonical JSON where it is about one
 * @param previous {@code hash} of the entry before; 64 zeros for the first
 * @param hash SHA-256 over this entry's canonical JSON without {@code hash}
 * @param disposition id of the disposition that it is about; absent: it is about none
 * @param reason why that one moved nothing; absent: it did, or there is none
 */
public record AuditEntry(
    @Shaped(Shape.CODE) String unit,
    long sequence,
    @Shaped(Shape.CODE) String action,
    Instant at,
    @Shaped(Shape.SHA256) String subject,
    int revision,
    @Shaped(Shape.SHA256) String digest,
    @Shaped(Shape.SHA256) String previous,
    @Shaped(Shape.SHA256) String hash,
    @Shaped(Shape.RECORD_ID) @Nullable String disposition,
    @Shaped(Shape.CODE) @Nullable String reason) {}
