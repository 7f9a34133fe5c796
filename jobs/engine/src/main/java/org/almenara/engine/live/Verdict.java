package org.almenara.engine.live;

import java.util.function.Function;
import org.almenara.schemas.Activation;

/** Whether an activation or stop holds, and why not. */
public enum Verdict {
  VALID("valid"),
  /** Another one of the same type about the same instant is newer. */
  REPLACED("replaced"),
  /** It was written less than {@link Heard#LEAD_MILLIS} before it takes effect. */
  TOO_LATE("too_late"),
  /** Author and approver are one person. */
  ONE_PERSON("one_person"),
  UNKNOWN_RULE_SET("unknown_rule_set"),
  DOES_NOT_COMPILE("does_not_compile");

  private final String code;

  Verdict(String code) {
    this.code = code;
  }

  /** For programs. */
  public String code() {
    return code;
  }

  /**
   * What is to be said of one, whatever others there are.
   *
   * @param ruleSets what is to be said of the rule set of a hash
   */
  public static Verdict of(Heard heard, Function<String, Verdict> ruleSets) {
    Activation activation = heard.activation();
    if (activation.author().equals(activation.approver())) {
      return ONE_PERSON;
    }
    if (!heard.inTime()) {
      return TOO_LATE;
    }
    String ruleSet = activation.ruleSet();
    return ruleSet == null ? VALID : ruleSets.apply(ruleSet);
  }

  /** Whether it takes the place of an older one about the same instant, of use or not. */
  boolean replaces() {
    return this != TOO_LATE && this != ONE_PERSON;
  }
}
