package org.almenara.pipeline;

import org.almenara.engine.score.Assessment;
import org.jspecify.annotations.Nullable;

/**
 * What a case hears: an assessment, or a person's disposition, one of them.
 *
 * @param focalKey key of the focal entity
 * @param assessment where it stands at an instant; absent for a disposition
 * @param disposition as its contract takes it; absent for an assessment
 */
public record CaseInput(
    String focalKey, @Nullable Assessment assessment, @Nullable Control disposition) {}
