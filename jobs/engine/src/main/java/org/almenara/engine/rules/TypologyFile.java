package org.almenara.engine.rules;

import java.util.List;
import java.util.SortedMap;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * A situation that several rules together describe, as it stands in {@code settings.yaml}.
 * docs/rules.md explains each key.
 *
 * @param id never reused, never renamed
 * @param title by language
 * @param description for analysts
 * @param describes what kind of situation it is
 * @param all ids of the rules that must hold
 * @param any ids of the rules of which some must hold
 * @param atLeast how many of all of them; else all of {@code all}, and one of {@code any}
 * @param within how far apart the times may lie at which they held
 * @param raisesTo A: it may open a case
 * @param unit to which it leads what it explains
 * @param references public sources of the phenomenon
 */
record TypologyFile(
    String id,
    SortedMap<String, String> title,
    @Nullable String description,
    FlaggedCase.Situation describes,
    @Nullable List<String> all,
    @Nullable List<String> any,
    @Nullable Integer atLeast,
    String within,
    FlaggedCase.@Nullable Tier raisesTo,
    @Nullable String unit,
    List<String> references) {}
