package org.almenara.schemas;

import java.time.Instant;

/**
 * From when on a rule set judges: topic {@code activations.v1}, kept for ever, keyed by the
 * effective instant.
 *
 * @param ruleSet hash of the rule set
 * @param effective first instant that it judges
 * @param author who activates
 * @param approver the second person
 * @param reason code of why
 */
public record Activation(
    @Shaped(Shape.SHA256) String ruleSet,
    Instant effective,
    @Shaped(Shape.CODE) String author,
    @Shaped(Shape.CODE) String approver,
    @Shaped(Shape.CODE) String reason) {}
