package org.almenara.engine.live;

import java.util.Comparator;
import org.almenara.schemas.Activation;

/**
 * An activation or stop, and whether it holds.
 *
 * @param heard what was written, and when
 * @param verdict whether it holds
 */
public record Judged(Heard heard, Verdict verdict) {

  /** In the order in which they take effect, then as they were written. */
  static final Comparator<Judged> ORDER =
      Comparator.comparingLong(Judged::effective).thenComparing(Judged::heard, Heard.BY_TIME);

  /** Whether it holds. */
  public boolean valid() {
    return verdict == Verdict.VALID;
  }

  /** What begins or ends. */
  public Activation.Type type() {
    return heard.activation().type();
  }

  /** The first instant of what it says, epoch milliseconds. */
  public long effective() {
    return heard.effective();
  }

  /** Hash of the rule set; empty where it names none. */
  public String ruleSet() {
    String ruleSet = heard.activation().ruleSet();
    return ruleSet == null ? "" : ruleSet;
  }

  /** Id of the stopped rule; empty where it stops none. */
  public String rule() {
    String rule = heard.activation().rule();
    return rule == null ? "" : rule;
  }
}
