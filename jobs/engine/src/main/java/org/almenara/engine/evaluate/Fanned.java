package org.almenara.engine.evaluate;

import java.util.List;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Reading;

/**
 * The copy of a record that one entity gets: only what its measures read.
 *
 * @param entity whom it goes to
 * @param record its identity and place
 * @param visible when it becomes visible, epoch milliseconds
 * @param readings what it says to each measure that took it, never empty
 */
public record Fanned(Subject entity, Entry record, long visible, List<Reading> readings) {}
