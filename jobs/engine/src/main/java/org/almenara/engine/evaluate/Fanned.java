package org.almenara.engine.evaluate;

import java.util.List;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Reading;
import org.jspecify.annotations.Nullable;

/**
 * The copy of a record that one entity gets: only what its measures read.
 *
 * @param entity whom it goes to
 * @param record its identity and place
 * @param visible when it becomes visible, epoch milliseconds
 * @param platform code of the platform that sent it; absent for a tip, which says of a platform
 *     what the platform itself does not
 * @param readings what it says to each measure that took it, never empty
 */
public record Fanned(
    Subject entity,
    Entry record,
    long visible,
    @Nullable String platform,
    List<Reading> readings) {}
