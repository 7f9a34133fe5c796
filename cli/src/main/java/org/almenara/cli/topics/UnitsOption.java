package org.almenara.cli.topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.almenara.cli.Problem;
import org.almenara.engine.rules.RuleSetException;
import org.almenara.engine.rules.Unit;
import org.almenara.engine.rules.Units;
import org.almenara.engine.rules.UnitsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which units a deployment has beside those that all have. */
public final class UnitsOption {

  @Option(
      names = "--units",
      paramLabel = "FILE",
      description = "The units of the deployment, as the job is given them; else one of each kind.")
  private @Nullable Path file;

  /** The units. */
  List<Unit> units() {
    return deployed().units();
  }

  /** The same, as the job knows them. */
  public Units deployed() {
    if (file == null) {
      return Units.WITHOUT_RATIONS;
    }
    try {
      return UnitsReader.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new Problem("cannot read the units in " + file, "give a file that is there", e);
    } catch (RuleSetException e) {
      throw new Problem("the units are not valid:\n" + e.getMessage(), "mend the file", e);
    }
  }

  /** Their codes. */
  List<String> ids() {
    return units().stream().map(Unit::id).toList();
  }
}
