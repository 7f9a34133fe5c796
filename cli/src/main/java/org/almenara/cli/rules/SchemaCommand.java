package org.almenara.cli.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Nearest;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.RuleSetFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives editors what they need to know of rule files. */
@Command(
    name = "schema",
    description = {
      "Prints the JSON Schema of a kind of file: rule, settings, examples or overlay. An editor that has it"
          + " completes keys and codes, shows what each means, and marks what is no key.",
      "Exit codes: 0 printed or written, 2 usage (no such kind or folder), 3 it cannot be written."
    })
final class SchemaCommand implements Callable<Integer> {

  private static final List<String> KINDS = List.of("rule", "settings", "examples", "overlay");

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "KIND",
      arity = "0..1",
      description = "rule, settings, examples or overlay; else rule.")
  private String kind = "rule";

  @Option(
      names = "--write",
      paramLabel = "FOLDER",
      description = "Writes all four into this folder instead, where the files name them.")
  private @Nullable Path folder;

  SchemaCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (!KINDS.contains(kind)) {
      throw usage(
          "there is no kind of file '%s'%s; kinds are %s"
              .formatted(kind, Nearest.hint(kind, KINDS), String.join(", ", KINDS)));
    }
    if (folder == null) {
      screen.out().print(text(kind));
      return Exit.FINE;
    }
    if (!Files.isDirectory(folder)) {
      throw usage("there is no folder '" + folder + "'");
    }
    for (String of : KINDS) {
      Path path = folder.resolve(of + ".schema.json");
      try {
        Files.writeString(path, text(of));
      } catch (IOException e) {
        throw new Problem("cannot write " + path, "check that you may write there", e);
      }
      screen.out().println("wrote " + path);
    }
    return Exit.FINE;
  }

  /** They are packed beside the rules. */
  private static String text(String kind) {
    String name = "/rules/" + kind + ".schema.json";
    try (InputStream in = RuleSetFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
