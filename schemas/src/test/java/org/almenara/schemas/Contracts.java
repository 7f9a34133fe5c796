package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contracts as tests see them: schemas as trees that judge values, examples as files. */
final class Contracts {

  private static final Map<Contract, JsonNode> TREES =
      Arrays.stream(Contract.values())
          .collect(
              Collectors.toMap(
                  Function.identity(), contract -> Trees.of(contract.schema().getBytes(UTF_8))));

  private static final Map<Contract, Schema> ORACLES =
      TREES.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> oracle(entry.getValue())));

  private Contracts() {}

  /** Those that others write. */
  static Stream<Contract> fromOutside() {
    return Arrays.stream(Contract.values()).filter(Contract::fromOutside);
  }

  static JsonNode schema(Contract contract) {
    return Objects.requireNonNull(TREES.get(contract));
  }

  static RecordReader<?> reader(Contract contract) {
    return Objects.requireNonNull(contract.reader());
  }

  /** What judges values by a schema. */
  static Schema oracle(JsonNode schema) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  /** What the JSON Schema has against a value. */
  static List<Error> errors(Contract contract, JsonNode value) {
    return Objects.requireNonNull(ORACLES.get(contract))
        .validate(
            value,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  /** The places that the JSON Schema has something against, as {@link Refusal} writes them. */
  static List<String> errorPaths(Contract contract, JsonNode value) {
    return errors(contract, value).stream().map(Contracts::path).toList();
  }

  /** The place that an error is about, as {@link Refusal} writes it. */
  static String path(Error error) {
    Stream<String> at =
        Stream.of(error.getInstanceLocation().toString().split("/", -1))
            .filter(step -> !step.isEmpty() && !Character.isDigit(step.charAt(0)));
    Stream<String> missing =
        error.getKeyword().equals("dependentRequired")
            ? Stream.of((String) error.getArguments()[0])
            : Stream.ofNullable(error.getProperty());
    String path = Stream.concat(at, missing).reduce((a, b) -> a + "." + b).orElse("");
    return path.startsWith("files.") ? "files" : path; // its names are the writer's own
  }

  static Path examples(Contract contract) {
    return Path.of("src/main/resources/examples", contract.fileName());
  }

  static List<Path> examples(Contract contract, String folder) {
    try (Stream<Path> files = Files.list(examples(contract).resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
