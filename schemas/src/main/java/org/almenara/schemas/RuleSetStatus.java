package org.almenara.schemas;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a published rule set in one worker: topic {@code rulesets.status.v1}.
 *
 * @param ruleSet hash of the rule set
 * @param state what became of it
 * @param step step of the job, say {@code evaluate-entities}
 * @param subtask which of the parallel workers of the step, from 0
 * @param at the instant at which it began to hold, by the records' time
 * @param reason code of what is wrong; only where refused
 * @param file name of the file that is wrong; absent: the rule set as a whole
 * @param line line in the file, from 1
 * @param column column in the line, from 1
 * @param rule id of the rule; only where stopped or failed
 */
public record RuleSetStatus(
    @Shaped(Shape.SHA256) String ruleSet,
    State state,
    @Shaped(Shape.CODE) String step,
    @Bounded(min = 0, max = 32_767) int subtask,
    Instant at,
    @Shaped(Shape.CODE) @Nullable String reason,
    @Nullable String file,
    @Bounded(min = 1, max = 1_000_000) @Nullable Integer line,
    @Bounded(min = 1, max = 1_000_000) @Nullable Integer column,
    @Shaped(Shape.CODE) @Nullable String rule) {

  /** What became of a rule set, with the fields that the state cannot do without. */
  public enum State implements RecordType {
    /** Compiled, and waits for its effective instant. */
    RECEIVED("received"),
    /** It judges. */
    RUNNING("running"),
    /** It runs beside the one that judges. */
    RUNNING_IN_SHADOW("running_in_shadow"),
    /** It ran and does no longer. */
    ENDED("ended"),
    /** It or its activation is not valid, and changes nothing. */
    REFUSED("refused", "reason"),
    /** The worker had passed the effective instant when it heard of it. */
    APPLIED_LATE("applied_late"),
    /** One of its rules was silenced. */
    STOPPED("stopped", "rule"),
    /** One of its rules could not be evaluated: it does not hold then, and the others go on. */
    RULE_FAILED("rule_failed", "rule");

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> required;

    State(String code, String... required) {
      this.code = code;
      this.required = List.of(required);
    }

    @Override
    public String code() {
      return code;
    }

    @Override
    public List<String> required() {
      return required;
    }
  }
}
