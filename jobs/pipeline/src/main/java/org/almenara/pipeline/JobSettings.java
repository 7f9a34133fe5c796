package org.almenara.pipeline;

import java.io.Serializable;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSetFiles;

/**
 * What the job is told beside its inputs and outputs.
 *
 * @param ruleSet the rule set that judges
 * @param end last instant of a bounded run, epoch milliseconds: timers after it say nothing; {@link
 *     #NO_END} in production
 * @param guards {@link Guards#ON} but in tests that show what they guard against
 */
public record JobSettings(RuleSetFiles ruleSet, long end, Guards guards) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The run has no end. */
  public static final long NO_END = Long.MAX_VALUE;

  /** As in production: the rule set packed with the job, no end. */
  public static JobSettings defaults() {
    return new JobSettings(RuleSetFiles.packed(), NO_END, Guards.ON);
  }
}
