package org.almenara.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The contracts: each a Java record, a JSON Schema and a folder of examples. */
enum Contract {
  PLATFORM_EVENT("platform-event", PlatformEvent.class),
  TIP("tip", Tip.class),
  RULE_SET("rule-set", RuleSetDocument.class),
  ACTIVATION("activation", Activation.class),
  FLAGGED_CASE("flagged-case", FlaggedCase.class),
  REFUSED_RECORD("refused-record", RefusedRecord.class),
  AUDIT_ENTRY("audit-entry", AuditEntry.class);

  private final String fileName;
  private final Class<? extends Record> type;

  @SuppressWarnings("ImmutableEnumChecker") // read only
  private final JsonNode schema;

  @SuppressWarnings("ImmutableEnumChecker") // safe for use by several threads
  private final Schema oracle;

  Contract(String fileName, Class<? extends Record> type) {
    this.fileName = fileName;
    this.type = type;
    this.schema = Trees.of(Path.of("src/main/resources/schemas", fileName + ".schema.json"));
    this.oracle =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  Class<? extends Record> type() {
    return type;
  }

  JsonNode schema() {
    return schema;
  }

  /** Whether others write it: then unknown fields are dropped, not refused. */
  boolean fromOutside() {
    return SourceRecord.class.isAssignableFrom(type);
  }

  /** The reader that takes all of the contract, for contracts that others write. */
  RecordReader<?> reader() {
    return this == TIP ? RecordReader.TIPS : RecordReader.PLATFORM_EVENTS_WITH_PAYERS;
  }

  /** What the JSON Schema has against a value. */
  List<Error> errors(JsonNode value) {
    return oracle.validate(
        value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  /** The places that the JSON Schema has something against, as {@link Refusal} writes them. */
  List<String> errorPaths(JsonNode value) {
    return errors(value).stream().map(Contract::path).toList();
  }

  private static String path(Error error) {
    Stream<String> at =
        Stream.of(error.getInstanceLocation().toString().split("/", -1))
            .filter(step -> !step.isEmpty() && !Character.isDigit(step.charAt(0)));
    Stream<String> missing =
        error.getKeyword().equals("dependentRequired")
            ? Stream.of((String) error.getArguments()[0])
            : Stream.ofNullable(error.getProperty());
    return Stream.concat(at, missing).reduce((a, b) -> a + "." + b).orElse("");
  }

  Path examples() {
    return Path.of("src/main/resources/examples", fileName);
  }

  List<Path> examples(String folder) {
    try (Stream<Path> files = Files.list(examples().resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
