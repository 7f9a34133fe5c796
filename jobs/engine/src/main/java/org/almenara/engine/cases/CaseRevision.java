package org.almenara.engine.cases;

import java.util.List;
import org.almenara.engine.measures.Entry;

/**
 * A new revision of a case, to be published.
 *
 * @param unit code of the unit that it is for
 * @param id of the case
 * @param revision 1, 2, 3 ...
 * @param instant epoch milliseconds
 * @param opens whether it is the first
 * @param pointsMilli its rank
 * @param content canonical JSON of {@link org.almenara.schemas.FlaggedCase.Content}
 * @param cited the records that it cites, by id
 */
public record CaseRevision(
    String unit,
    String id,
    int revision,
    long instant,
    boolean opens,
    long pointsMilli,
    String content,
    List<Entry> cited) {}
