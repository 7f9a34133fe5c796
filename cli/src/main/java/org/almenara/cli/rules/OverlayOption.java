package org.almenara.cli.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A deployment's own values, kept elsewhere than the rules that they are for. */
final class OverlayOption {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--overlay",
      paramLabel = "FILE",
      description = "A deployment's own values, in the place of the published ones.")
  private @Nullable Path file;

  /** The folder with the overlay over it, or as it is where none is named. */
  RuleFolder over(RuleFolder folder) {
    if (file == null) {
      return folder;
    }
    if (!Files.isRegularFile(file)) {
      throw refused("there is no file '" + file + "'");
    }
    if (folder.files().hasOverlay()) {
      throw refused(
          "there is an overlay in "
              + folder.folder()
              + " already: leave --overlay out, or take it away");
    }
    return folder.withOverlay(file);
  }

  /** Where it lies; absent where none is named. */
  @Nullable Path file() {
    return file;
  }

  private ParameterException refused(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
