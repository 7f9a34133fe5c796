package org.almenara.cli.schema;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.almenara.cli.Exit;
import org.almenara.cli.Nearest;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.schemas.Contract;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the contracts. */
@Command(
    name = "schema",
    description = {
      "Lists the contracts; of one, prints its JSON Schema and an example; of a type of record"
          + " (payout.made), what it needs and an example."
    })
public final class SchemaCommand implements Callable<Integer> {

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description =
          "A contract (platform-event), a topic (tips.v1) or a type of record (payout.made).")
  private @Nullable String name;

  @ArgGroup private Form form = new Form();

  /** Which part, or in which form; at most one. */
  static final class Form {
    @Option(names = "--example", description = "Prints only the example.")
    private boolean example;

    @Option(names = "--schema-only", description = "Prints only the JSON Schema.")
    private boolean schemaOnly;

    @Option(names = "--json", description = "Prints all of it as one JSON document.")
    private boolean json;
  }

  /** Writes to that screen. */
  public SchemaCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (name == null) {
      if (form.json) {
        line(SchemaJson.ofAll());
      } else {
        Arrays.stream(Contract.values()).forEach(this::list);
      }
      return Exit.FINE;
    }
    List<Contract> contracts =
        Arrays.stream(Contract.values())
            .filter(contract -> contract.fileName().equals(name) || isOn(contract, name))
            .toList();
    List<TypeOfContract> types =
        TypeOfContract.all().stream().filter(type -> type.type().code().equals(name)).toList();
    if (contracts.isEmpty() && types.isEmpty()) {
      throw unknown(name);
    }
    contracts.forEach(this::show);
    types.forEach(this::show);
    return Exit.FINE;
  }

  private static boolean isOn(Contract contract, String topicName) {
    return Arrays.stream(Topic.values())
        .anyMatch(topic -> topic.topicName().equals(topicName) && topic.contract() == contract);
  }

  private ParameterException unknown(String written) {
    List<String> names =
        Stream.of(
                Arrays.stream(Contract.values()).map(Contract::fileName),
                Arrays.stream(Topic.values()).map(Topic::topicName),
                TypeOfContract.all().stream().map(type -> type.type().code()))
            .flatMap(Function.identity())
            .toList();
    String hint = Nearest.hint(written, names);
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "there is no contract, topic or type of record '%s'%s"
            .formatted(written, hint.isEmpty() ? "; `almenara schema` lists them" : hint));
  }

  private void list(Contract contract) {
    String topics = topics(contract);
    line(
        String.format(
            Locale.ROOT,
            "%-16s %s%s",
            contract.fileName(),
            contract.title(),
            topics.isEmpty() ? "" : ": " + topics));
    String types =
        TypeOfContract.of(contract).stream().map(type -> type.type().code()).collect(joining(", "));
    if (!types.isEmpty()) {
      line(screen.faint("                 types: " + types));
    }
  }

  /** Topics whose records are of that contract, in few words. */
  static String topics(Contract contract) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.contract() == contract)
        .map(Topic::topicName)
        .collect(joining(", "));
  }

  private void show(Contract contract) {
    String example = firstExample(contract);
    if (form.json) {
      line(SchemaJson.of(contract, example));
    } else if (form.schemaOnly) {
      line(contract.schema().strip());
    } else if (form.example) {
      line(example.strip());
    } else {
      line(screen.bold(contract.title().toUpperCase(Locale.ROOT)));
      line(contract.schema().strip());
      line("");
      line(screen.bold("EXAMPLE"));
      line(example.strip());
    }
  }

  private static String firstExample(Contract contract) {
    return TypeOfContract.of(contract).stream()
        .filter(type -> !type.type().required().isEmpty())
        .map(TypeOfContract::example)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseGet(() -> contract.validExamples().values().iterator().next());
  }

  private void show(TypeOfContract type) {
    String example = type.example();
    if (form.json) {
      line(SchemaJson.of(type, example));
    } else if (form.schemaOnly) {
      line(type.contract().schema().strip());
    } else if (form.example) {
      line(known(type, example).strip());
    } else {
      line(
          screen.bold(type.type().code().toUpperCase(Locale.ROOT))
              + " is a type of "
              + type.contract().fileName()
              + ", on "
              + topics(type.contract()));
      line("It needs:");
      for (Map.Entry<String, String> field : type.neededFields().entrySet()) {
        line(String.format(Locale.ROOT, "  %-14s %s", field.getKey(), field.getValue()));
      }
      line("Other fields of the contract may stand beside them, as far as they are known.");
      if (example != null) {
        line("");
        line(screen.bold("EXAMPLE"));
        line(example.strip());
      }
    }
  }

  private static String known(TypeOfContract type, @Nullable String example) {
    if (example == null) {
      throw new Problem(
          "there is no example of " + type.type().code() + " yet",
          "almenara schema " + type.type().code() + " says what it needs");
    }
    return example;
  }

  private void line(String text) {
    screen.out().println(text);
  }
}
