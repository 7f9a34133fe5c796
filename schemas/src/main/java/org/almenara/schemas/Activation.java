package org.almenara.schemas;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From when on a rule set judges or runs in shadow, and the emergency stop of one rule: topic
 * {@code activations.v1}. Every one is kept for ever, whatever its key: a stop that was lifted and
 * an activation that another took the place of are part of what was.
 *
 * <p>A stop takes effect at the first instant after its Kafka timestamp. Which type needs which
 * field stands in {@link Type}.
 *
 * @param type what begins or ends
 * @param ruleSet hash of the rule set; absent for a stop, which holds whichever rule set judges,
 *     and for the end of a shadow, whichever runs
 * @param rule id of the stopped rule; absent else
 * @param effective first instant that it judges, or no longer runs in shadow; absent for a stop
 * @param author who activates or stops
 * @param approver the second person, who is not the author
 * @param reason code of why
 */
public record Activation(
    Type type,
    @Shaped(Shape.SHA256) @Nullable String ruleSet,
    @Shaped(Shape.CODE) @Nullable String rule,
    @Nullable Instant effective,
    @Shaped(Shape.CODE) String author,
    @Shaped(Shape.CODE) String approver,
    @Shaped(Shape.CODE) String reason) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static Activation of(@Nullable Object[] values) {
    return new Activation(
        (Type) values[0],
        (String) values[1],
        (String) values[2],
        (Instant) values[3],
        (String) values[4],
        (String) values[5],
        (String) values[6]);
  }

  /** What begins or ends, with the fields that it cannot do without. */
  public enum Type implements RecordType {
    /** The rule set judges. */
    ACTIVATION_LIVE("activation.live", "rule_set", "effective"),
    /** The rule set runs beside the live one; only analysts see what it says. */
    ACTIVATION_SHADOW("activation.shadow", "rule_set", "effective"),
    /** What runs in shadow ends. It ends by itself where it goes live or another shadow begins. */
    SHADOW_ENDED("shadow.ended", "effective"),
    /** One rule is silenced at once. */
    RULE_STOPPED("rule.stopped", "rule");

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> required;

    Type(String code, String... required) {
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
