package org.almenara.engine.rules;

import org.almenara.schemas.EntityType;

/**
 * Whose findings a rule about a group reads, as it stands in the rule's file.
 *
 * @param of entity type of the members
 * @param active CEL over one record: the records that make one a member of the group named on them
 */
record GroupFile(EntityType of, String active) {}
