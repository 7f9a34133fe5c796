package org.almenara.engine.rules;

import org.jspecify.annotations.Nullable;

/**
 * A measure as it stands in a rule: exactly one of the functions of {@link MeasureForm}, a filter,
 * and what the function needs besides. docs/rules.md explains each with a picture.
 *
 * @param count {@code records}: how many, up to 999
 * @param tally {@code records}: how many, beyond that
 * @param distinct field whose distinct values are counted
 * @param members like distinct, and remembers who they are so that findings can be passed on
 * @param covered {@code session}: time live
 * @param longestRest {@code session}: longest time without being live
 * @param shortRests {@code session}: days on which the longest rest was {@code under} something
 * @param dayRun {@code session}: longest run of days on each of which there was work
 * @param unbroken {@code session}: sessions of {@code over} something without a pause
 * @param overlap field: time during which two of its values were live at once
 * @param sum number over one record, added up
 * @param mean number over one record, on average
 * @param min number over one record, the least
 * @param max number over one record, the greatest
 * @param share condition over one record: how much of the records meets it
 * @param ratio number over one record: its sum over the sum of {@code to}
 * @param growth {@code records}: how many by time, over how many by time in {@code baseline}
 * @param sequence filter of the first record, before {@code then}
 * @param absence filter of a record that {@code then} should have followed
 * @param returns {@code records}: records that came {@code after} a silence
 * @param firstSeen field: its values never seen before
 * @param changes field: how often its value became another
 * @param holding id of a rule: members of a group for whom it holds
 * @param active entity type: members of a group
 * @param shareHolding id of a rule: members for whom it holds, over all
 * @param where CEL over one record; what is about sessions needs none
 * @param to the divisor of a ratio
 * @param atLeast records below which there is no answer
 * @param baseline the longer window of growth
 * @param then filter of the record that follows, or should have
 * @param without filter of what must not lie between
 * @param within longest time between the first record and the next
 * @param by field that both must have in common
 * @param under limit of a rest
 * @param over limit of a session
 * @param after length of a silence
 * @param memory how long values and silences are remembered
 * @param approximate true: distinct values beyond 999, by a sketch
 */
record MeasureFile(
    @Nullable String count,
    @Nullable String tally,
    @Nullable String distinct,
    @Nullable String members,
    @Nullable String covered,
    @Nullable String longestRest,
    @Nullable String shortRests,
    @Nullable String dayRun,
    @Nullable String unbroken,
    @Nullable String overlap,
    @Nullable String sum,
    @Nullable String mean,
    @Nullable String min,
    @Nullable String max,
    @Nullable String share,
    @Nullable String ratio,
    @Nullable String growth,
    @Nullable String sequence,
    @Nullable String absence,
    @Nullable String returns,
    @Nullable String firstSeen,
    @Nullable String changes,
    @Nullable String holding,
    @Nullable String active,
    @Nullable String shareHolding,
    @Nullable String where,
    @Nullable String to,
    @Nullable Integer atLeast,
    @Nullable String baseline,
    @Nullable String then,
    @Nullable String without,
    @Nullable String within,
    @Nullable String by,
    @Nullable String under,
    @Nullable String over,
    @Nullable String after,
    @Nullable String memory,
    @Nullable Boolean approximate) {}
