package org.almenara.pipeline;

import java.io.Serializable;
import java.util.List;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.pipeline.validate.RecordJudge;
import org.apache.flink.util.ParameterTool;

/**
 * What the job is told beside its inputs and outputs.
 *
 * @param ruleSet the rule set packed with the job, which judges until another is activated
 * @param controls rule sets, activations and register entries that are known at the start, so that
 *     no worker hears of them too late
 * @param end last instant of a bounded run, epoch milliseconds: timers after it say nothing; {@link
 *     #NO_END} in production
 * @param guards {@link Guards#ON} but in tests that show what they guard against
 * @param acceptPayers whether data on payers is taken: off by default, since it is data on persons
 *     who are under no suspicion; a deployment that turns it on has a legal basis
 */
public record JobSettings(
    RuleSetFiles ruleSet, List<Control> controls, long end, Guards guards, boolean acceptPayers)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The run has no end. */
  public static final long NO_END = Long.MAX_VALUE;

  /** With no rule set but the packed one at the start. */
  public JobSettings(RuleSetFiles ruleSet, long end, Guards guards, boolean acceptPayers) {
    this(ruleSet, List.of(), end, guards, acceptPayers);
  }

  /** As in production: the rule set packed with the job, no end, no payers. */
  public static JobSettings defaults() {
    return new JobSettings(RuleSetFiles.packed(), NO_END, Guards.ON, false);
  }

  /**
   * The defaults and what the job's arguments change: {@code --accept-payers true}.
   *
   * @throws IllegalArgumentException when it is given with another value, or none
   */
  public static JobSettings of(String[] args) {
    JobSettings defaults = defaults();
    String acceptPayers = ParameterTool.fromArgs(args).get("accept-payers", "false");
    if (!acceptPayers.equals("true") && !acceptPayers.equals("false")) {
      throw new IllegalArgumentException("give --accept-payers true, or leave it out");
    }
    return new JobSettings(
        defaults.ruleSet, defaults.end, defaults.guards, Boolean.parseBoolean(acceptPayers));
  }

  /** The same, started with what was published, activated and registered before. */
  public JobSettings with(List<Control> known) {
    return new JobSettings(ruleSet, List.copyOf(known), end, guards, acceptPayers);
  }

  /** The judge of records at the sources. */
  public RecordJudge judge() {
    return new RecordJudge(acceptPayers);
  }
}
