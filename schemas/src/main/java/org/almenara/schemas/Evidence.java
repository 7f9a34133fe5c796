package org.almenara.schemas;

import java.time.Instant;
import java.util.SortedMap;

/**
 * One record that a case cites, fetched while it was retained and cut down to what the case needs:
 * topic {@code evidence.v1}. Its life follows the case.
 *
 * @param caseId id of the case
 * @param revision first revision of the case that cites the record
 * @param record id of the record and where it lies
 * @param sha256 SHA-256 of the record's bytes as they were fetched
 * @param fields what the case needs of it: values of closed shapes by dotted path of the contract
 *     field
 * @param expiresAt when it must be deleted
 */
public record Evidence(
    @Shaped(Shape.SHA256) String caseId,
    @Bounded(min = 1, max = 1_000_000) int revision,
    FlaggedCase.Location record,
    @Shaped(Shape.SHA256) String sha256,
    SortedMap<String, String> fields,
    Instant expiresAt) {}
