package org.almenara.pipeline;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.Units;
import org.almenara.engine.rules.UnitsReader;
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
 * @param units that act on cases
 */
public record JobSettings(
    RuleSetFiles ruleSet,
    List<Control> controls,
    long end,
    Guards guards,
    boolean acceptPayers,
    Units units)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The run has no end. */
  public static final long NO_END = Long.MAX_VALUE;

  /** With no other rule set at the start, and no rations. */
  public JobSettings(RuleSetFiles ruleSet, long end, Guards guards, boolean acceptPayers) {
    this(ruleSet, List.of(), end, guards, acceptPayers, Units.WITHOUT_RATIONS);
  }

  /** As in production: the rule set and the units packed with the job, no end, no payers. */
  public static JobSettings defaults() {
    return new JobSettings(
        RuleSetFiles.packed(), List.of(), NO_END, Guards.ON, false, Units.packed());
  }

  /**
   * The defaults and what the job's arguments change: {@code --accept-payers true}, {@code --units
   * file}.
   *
   * @throws IllegalArgumentException when payers are given with another value, or none
   * @throws org.almenara.engine.rules.RuleSetException when the units are not valid
   */
  public static JobSettings of(String[] args) throws IOException {
    JobSettings defaults = defaults();
    ParameterTool arguments = ParameterTool.fromArgs(args);
    String acceptPayers = arguments.get("accept-payers", "false");
    if (!acceptPayers.equals("true") && !acceptPayers.equals("false")) {
      throw new IllegalArgumentException("give --accept-payers true, or leave it out");
    }
    String units = arguments.get("units");
    return new JobSettings(
        defaults.ruleSet,
        defaults.controls,
        defaults.end,
        defaults.guards,
        Boolean.parseBoolean(acceptPayers),
        units == null ? defaults.units : UnitsReader.read(units, Files.readString(Path.of(units))));
  }

  /** The same, started with what was published, activated and registered before. */
  public JobSettings with(List<Control> known) {
    return new JobSettings(ruleSet, List.copyOf(known), end, guards, acceptPayers, units);
  }

  /** The same for other units. */
  public JobSettings with(Units others) {
    return new JobSettings(ruleSet, controls, end, guards, acceptPayers, others);
  }

  /** The judge of records at the sources. */
  public RecordJudge judge() {
    return new RecordJudge(acceptPayers);
  }
}
