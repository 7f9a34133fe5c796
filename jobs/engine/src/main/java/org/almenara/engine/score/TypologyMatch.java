package org.almenara.engine.score;

import java.util.List;

/**
 * A typology that the factors of a focal entity meet.
 *
 * @param typology its id
 * @param holding ids of the rules among its parts that hold close enough together, sorted
 * @param carries whether it may carry a case: it is raised, and two of its parts are independent
 */
public record TypologyMatch(String typology, List<String> holding, boolean carries) {}
