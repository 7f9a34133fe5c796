package org.almenara.cli.rules;

import java.nio.file.Path;
import java.util.Objects;
import org.almenara.cli.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The folder that a command is about. */
final class FolderParameter {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "A folder with rules and their settings.yaml; else deploy/rules.")
  private @Nullable Path folder;

  /** What is in it. */
  RuleFolder read() {
    return RuleFolder.read(path(), Objects.requireNonNull(spec));
  }

  /** Where it is. */
  Path path() {
    return folder == null ? ofInstallation() : folder;
  }

  /** Whether it was named. */
  boolean isNamed() {
    return folder != null;
  }

  static Path ofInstallation() {
    return Installation.current().root().resolve("deploy").resolve("rules");
  }
}
