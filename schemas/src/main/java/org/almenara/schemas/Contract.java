package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The contracts: each a Java record, a JSON Schema and examples.
 *
 * <p>Schema and examples are class path resources: {@code /schemas/<file name>.schema.json}, {@code
 * /examples/<file name>/valid}, {@code /examples/<file name>/invalid}.
 */
public enum Contract {
  PLATFORM_EVENT(
      "platform-event",
      "Platform event",
      PlatformEvent.class,
      RecordReader.PLATFORM_EVENTS_WITH_PAYERS),
  TIP("tip", "Tip", Tip.class, RecordReader.TIPS),
  RULE_SET("rule-set", "Rule set", RuleSetDocument.class, RecordReader.RULE_SETS),
  ACTIVATION("activation", "Activation", Activation.class, RecordReader.ACTIVATIONS),
  RULE_SET_STATUS("rule-set-status", "Rule set status", RuleSetStatus.class, null),
  REGISTER_ENTRY(
      "register-entry", "Register entry", RegisterEntry.class, RecordReader.REGISTER_ENTRIES),
  /** A factor of a flagged case, which has no topic of its own. */
  FINDING("finding", "Finding", FlaggedCase.Factor.class, null),
  FLAGGED_CASE("flagged-case", "Flagged case", FlaggedCase.class, null),
  EVIDENCE("evidence", "Evidence", Evidence.class, null),
  DISPOSITION("disposition", "Disposition", Disposition.class, RecordReader.DISPOSITIONS),
  OUTCOME("outcome", "Outcome", CaseOutcome.class, RecordReader.OUTCOMES),
  ERASURE("erasure", "Erasure", Erasure.class, RecordReader.ERASURES),
  REFUSED_RECORD("refused-record", "Refused record", RefusedRecord.class, null),
  AUDIT_ENTRY("audit-entry", "Audit entry", AuditEntry.class, null);

  private final String fileName;
  private final String title;
  private final Class<? extends Record> type;

  @SuppressWarnings("ImmutableEnumChecker") // safe for use by several threads
  private final @Nullable RecordReader<?> reader;

  <T extends Record> Contract(
      String fileName, String title, Class<T> type, @Nullable RecordReader<T> reader) {
    this.fileName = fileName;
    this.title = title;
    this.type = type;
    this.reader = reader;
  }

  /** The contract of that file name. */
  public static Contract named(String fileName) {
    return Arrays.stream(values())
        .filter(contract -> contract.fileName.equals(fileName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no contract "
                        + fileName
                        + "; contracts are "
                        + Arrays.stream(values()).map(Contract::fileName).toList()));
  }

  /** Kebab case: what its schema file and its folder of examples are called. */
  public String fileName() {
    return fileName;
  }

  /** The title of its schema, in English. */
  public String title() {
    return title;
  }

  /** Its Java record. */
  public Class<? extends Record> type() {
    return type;
  }

  /** Whether others write it: then fields that it does not name are dropped, not refused. */
  public boolean fromOutside() {
    return reader != null;
  }

  /**
   * Reads all of it strictly; absent where only this system writes it, which {@link Json} reads
   * back.
   */
  public @Nullable RecordReader<?> reader() {
    return reader;
  }

  /** Text of its JSON Schema (2020-12). */
  public String schema() {
    return new String(resource("/schemas/" + fileName + ".schema.json"), UTF_8);
  }

  /** Examples that it takes: text by file name. */
  public SortedMap<String, String> validExamples() {
    SortedMap<String, String> examples = new TreeMap<>();
    for (String name : new String(example("valid.txt"), UTF_8).lines().toList()) {
      examples.put(name, new String(example("valid/" + name), UTF_8));
    }
    return Collections.unmodifiableSortedMap(examples);
  }

  /** Examples that it refuses: bytes by file name, not always text; none where it has no reader. */
  public SortedMap<String, byte[]> invalidExamples() {
    SortedMap<String, byte[]> examples = new TreeMap<>();
    if (fromOutside()) {
      for (String name : keys(example("invalid-expected.json"))) {
        examples.put(name, example("invalid/" + name));
      }
    }
    return Collections.unmodifiableSortedMap(examples);
  }

  private static List<String> keys(byte[] json) {
    try {
      return new JsonMapper().readTree(json).propertyStream().map(Map.Entry::getKey).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] example(String path) {
    return resource("/examples/" + fileName + "/" + path);
  }

  private static byte[] resource(String path) {
    try (InputStream in = Contract.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException(path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
