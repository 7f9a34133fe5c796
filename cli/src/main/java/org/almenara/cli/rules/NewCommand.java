package org.almenara.cli.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Nearest;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.examples.RuleExamples;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a rule. */
@Command(
    name = "new",
    description = {
      "Writes a rule to begin with, and its examples: it compiles and does what they say. Nothing"
          + " else is changed, and no file is written over.",
      "Exit codes: 0 written, 2 usage (no such folder, function or rule to copy; a file of that name"
          + " is there), 3 the folder cannot be read or written."
    })
final class NewCommand implements Callable<Integer> {

  private static final String YAML = ".yaml";

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      description = "Its id and file name, say exit-blocked-twice; it stays for ever.")
  private String id = "";

  @ArgGroup private Begin begin = new Begin();

  /** What to begin with; at most one. */
  static final class Begin {
    @Option(names = "--from", paramLabel = "RULE", description = "Copies this rule.")
    private @Nullable String from;

    @Option(
        names = "--measure",
        paramLabel = "FUNCTION",
        description = "Begins with a measure of this function, say distinct or covered.")
    private @Nullable String measure;
  }

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where the rules are; else deploy/rules.")
  private @Nullable Path folder;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  NewCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || id.length() > 64) {
      throw usage("'" + id + "' is no id: use lower-case words with hyphens between them");
    }
    Path of = folder == null ? FolderParameter.ofInstallation() : folder;
    RuleFolder known = RuleFolder.read(of, Objects.requireNonNull(spec));
    Path rule = of.resolve(id + YAML);
    Path examples = of.resolve(id + RuleExamples.SUFFIX);
    for (Path path : List.of(rule, examples)) {
      if (Files.exists(path)) {
        throw usage("there is already " + path + ": ids are never used again");
      }
    }
    String from = begin.from;
    if (from == null) {
      NewRule fresh = new NewRule(id, skeleton());
      write(rule, fresh.rule());
      write(examples, fresh.examples());
    } else {
      write(rule, copied(known, from));
      String theirs = known.examples().get(from);
      if (theirs != null) {
        write(examples, theirs);
      }
    }
    say(of, rule, examples);
    return Exit.FINE;
  }

  private Skeleton skeleton() {
    String function = Objects.requireNonNullElse(begin.measure, Skeleton.SIMPLEST);
    Skeleton skeleton = Skeleton.of(function);
    if (skeleton == null) {
      throw usage(
          "there is no function '%s'; functions are %s"
              .formatted(function, String.join(", ", Skeleton.functions())));
    }
    return skeleton;
  }

  private String copied(RuleFolder known, String from) {
    String text = known.files().files().get(from + YAML);
    if (text == null || !RuleSetFiles.isRule(from + YAML)) {
      List<String> ids = List.copyOf(known.files().ruleIds());
      throw usage("there is no rule '%s' to copy%s".formatted(from, Nearest.hint(from, ids)));
    }
    return text.replaceFirst("(?m)^id: .*$", "id: " + id)
        .replaceFirst("(?m)^version: .*$", "version: 1");
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new Problem("cannot write " + path, "check that you may write there", e);
    }
  }

  private void say(Path of, Path rule, Path examples) {
    List<String> written = new ArrayList<>(List.of(rule.toString()));
    if (Files.exists(examples)) {
      written.add(examples.toString());
    }
    String at = folder == null ? "" : " " + of;
    List<String> next = new ArrayList<>();
    if (!Files.exists(of.resolve("rule.schema.json"))) {
      next.add("almenara rules schema --write " + of + "   for an editor that knows the keys");
    }
    next.addAll(
        List.of(
            "add it under rules in "
                + of.resolve(RuleSetFiles.SETTINGS)
                + ":   - "
                + id
                + "  (and a cap, if its family has none)",
            "change what it measures, and what begins with WRITE",
            "almenara rules lint" + at + "   says what is missing",
            "almenara rules test" + at + " --rule " + id + "   runs its examples"));
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("written", written);
      document.put("next", next);
      JsonLine.print(screen, document);
      return;
    }
    written.forEach(path -> screen.out().println("wrote " + path));
    screen.out().println("Next:");
    for (int i = 0; i < next.size(); i++) {
      screen.out().println("  " + (i + 1) + ". " + next.get(i));
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
