package org.almenara.pipeline.validate;

import java.util.List;
import org.almenara.pipeline.Control;
import org.almenara.schemas.RefusedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a control record or a disposition: accepted or refused, one of them. Neither
 * moves time.
 *
 * @param control the record; absent when refused
 * @param refused why and where; absent when accepted
 * @param dropped places of the fields that were dropped, see {@link org.almenara.schemas.Decoded}
 */
public record JudgedControl(
    @Nullable Control control, @Nullable RefusedRecord refused, List<String> dropped) {}
