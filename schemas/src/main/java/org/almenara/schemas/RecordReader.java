package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.almenara.schemas.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of a contract in one pass over its bytes and checks it while reading: no tree, no
 * regular expression.
 *
 * <p>What a field may hold is read once from the Java record: the type of the component, its {@link
 * Shaped}, {@link Prefixed} and {@link Bounded}, and whether it is {@code @Nullable}. Unknown
 * fields are dropped and noted; a known field of the wrong type or shape refuses the record. The
 * refusal names place and cause and never a value.
 *
 * <p>It takes what the JSON Schema takes, but for what a schema cannot say: the bytes (UTF-8, size,
 * depth, each name once), whole numbers written without fraction or exponent, and what {@link
 * AcrossFields} asks beside the schema.
 *
 * <p>Safe for use by several threads.
 */
public final class RecordReader<T extends Record> {

  /** Largest record, bytes. The contracts' longest valid records stay under 4 KiB. */
  public static final int MAX_BYTES = 16 * 1024;

  /** Largest rule set, bytes: what a broker takes by default. */
  public static final int MAX_RULE_SET_BYTES = 1024 * 1024;

  /** Longest list of codes; the longest list of codes in a contract has 17. */
  static final int MAX_LIST = 32;

  /** Deepest nesting, in fields that the contract does not name; it needs 2 itself. */
  static final int MAX_DEPTH = 16;

  /** Longest name of a field, bytes; the contract's longest has 22. */
  static final int MAX_NAME = 256;

  /**
   * UTF-8 only. What becomes of a record depends on no earlier one: hostile names may fill the
   * parser's table of names, and that slows it but never makes it refuse.
   */
  private static JsonFactory factory(int maxBytes) {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNameLength(MAX_NAME)
                .maxNumberLength(MAX_BYTES)
                .maxStringLength(maxBytes)
                .build())
        .build();
  }

  private static final JsonFactory FACTORY = factory(MAX_BYTES);

  /** Fields of platform events that are taken only where a deployment says so. */
  private static final String PAYER = "payer";

  /** Platform events without payers, who are off by default: the field is dropped. */
  public static final RecordReader<PlatformEvent> PLATFORM_EVENTS =
      new RecordReader<>(
          PlatformEvent.class,
          EventType.values(),
          PlatformEvent::type,
          AcrossFields.OF_PLATFORM_EVENTS,
          Set.of(PAYER));

  /** Platform events, for deployments that accept payers: all of the contract. */
  public static final RecordReader<PlatformEvent> PLATFORM_EVENTS_WITH_PAYERS =
      new RecordReader<>(
          PlatformEvent.class,
          EventType.values(),
          PlatformEvent::type,
          AcrossFields.OF_PLATFORM_EVENTS,
          Set.of());

  /** Tips. */
  public static final RecordReader<Tip> TIPS =
      new RecordReader<>(
          Tip.class, Tip.TipType.values(), Tip::type, AcrossFields.OF_TIPS, Set.of());

  /** Register entries. */
  public static final RecordReader<RegisterEntry> REGISTER_ENTRIES =
      of(
          RegisterEntry.class,
          RegisterEntry.Type.values(),
          RegisterEntry::type,
          AcrossFields.OF_REGISTER_ENTRIES);

  /** Activations and stops. */
  public static final RecordReader<Activation> ACTIVATIONS =
      of(Activation.class, Activation.Type.values(), Activation::type, AcrossFields.OF_ACTIVATIONS);

  /** Dispositions. */
  public static final RecordReader<Disposition> DISPOSITIONS =
      of(
          Disposition.class,
          Disposition.Decision.values(),
          Disposition::decision,
          AcrossFields.OF_DISPOSITIONS);

  /** Outcomes. */
  public static final RecordReader<CaseOutcome> OUTCOMES =
      of(CaseOutcome.class, new RecordType[0], outcome -> null, List.of());

  /** Erasures. */
  public static final RecordReader<Erasure> ERASURES =
      of(Erasure.class, new RecordType[0], erasure -> null, List.of());

  /**
   * Rule sets: their envelope, that their files are texts under names of files, and that the hash
   * is theirs. What stands in a file is for the reader of rules to judge.
   */
  public static final RecordReader<RuleSetDocument> RULE_SETS =
      new RecordReader<>(
          RuleSetDocument.class,
          new RecordType[0],
          ruleSet -> null,
          AcrossFields.OF_RULE_SETS,
          Set.of(),
          MAX_RULE_SET_BYTES,
          factory(MAX_RULE_SET_BYTES));

  private final Class<T> type;
  private final int maxBytes;
  private final JsonFactory factory;
  private final ObjectShape shape;
  private final Function<T, ? extends @Nullable RecordType> typeOf;
  private final Map<RecordType, Long> requiredBits = new HashMap<>();
  private final List<AcrossFields<T>> acrossFields;
  private final Set<String> notTaken;

  /**
   * A reader of one contract.
   *
   * @param notTaken names of fields that are dropped; a record whose type needs one is refused
   */
  private RecordReader(
      Class<T> type,
      RecordType[] types,
      Function<T, ? extends @Nullable RecordType> typeOf,
      List<AcrossFields<T>> acrossFields,
      Set<String> notTaken) {
    this(type, types, typeOf, acrossFields, notTaken, MAX_BYTES, FACTORY);
  }

  private RecordReader(
      Class<T> type,
      RecordType[] types,
      Function<T, ? extends @Nullable RecordType> typeOf,
      List<AcrossFields<T>> acrossFields,
      Set<String> notTaken,
      int maxBytes,
      JsonFactory factory) {
    this.type = type;
    this.maxBytes = maxBytes;
    this.factory = factory;
    this.shape = new ObjectShape(type, null, "", notTaken);
    this.typeOf = typeOf;
    for (RecordType each : types) {
      requiredBits.put(each, shape.bits(each.required()));
    }
    this.acrossFields = acrossFields;
    this.notTaken = notTaken;
  }

  /** A reader of a contract that takes each of its fields. */
  private static <T extends Record> RecordReader<T> of(
      Class<T> type,
      RecordType[] types,
      Function<T, ? extends @Nullable RecordType> typeOf,
      List<AcrossFields<T>> acrossFields) {
    return new RecordReader<>(type, types, typeOf, acrossFields, Set.of());
  }

  /** Reader of platform events; see {@link #PLATFORM_EVENTS}. */
  public static RecordReader<PlatformEvent> platformEvents(boolean acceptPayers) {
    return acceptPayers ? PLATFORM_EVENTS_WITH_PAYERS : PLATFORM_EVENTS;
  }

  /**
   * Reads one record.
   *
   * @param bytes UTF-8 JSON; {@code null} is a tombstone and refused as such
   * @return the record or why not; nothing that stands in the bytes makes this method throw
   */
  public Decoded<T> read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new Decoded<>(null, new Refusal(Reason.TOMBSTONE, ""), List.of());
    }
    Pass pass = new Pass();
    try {
      return new Decoded<>(readRecord(bytes, pass), null, pass.dropped());
    } catch (Refused e) {
      return new Decoded<>(null, e.refusal(), pass.dropped());
    } catch (IOException e) {
      Refusal refusal = new Refusal(Unreadable.reason(bytes, e), "");
      return new Decoded<>(null, refusal, pass.dropped());
    }
  }

  private T readRecord(byte[] bytes, Pass pass) throws IOException {
    if (bytes.length > maxBytes) {
      throw new Refused(Reason.TOO_LARGE, "");
    }
    try (JsonParser parser = factory.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new Refused(Reason.EMPTY, "");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new Refused(Reason.NOT_AN_OBJECT, "");
      }
      T value = type.cast(shape.read(parser, pass));
      expectEnd(parser);
      checkAcrossFields(value, pass);
      return value;
    }
  }

  private static void expectEnd(JsonParser parser) {
    try {
      if (parser.nextToken() == null) {
        return;
      }
    } catch (IOException e) {
      // what follows is no JSON either
    }
    throw new Refused(Reason.TRAILING_CONTENT, "");
  }

  private void checkAcrossFields(T value, Pass pass) {
    for (int i = 0; i < acrossFields.size(); i++) {
      AcrossFields<T> rule = acrossFields.get(i);
      if (rule.broken().test(value)) {
        throw new Refused(rule.reason(), rule.path());
      }
    }
    RecordType recordType = typeOf.apply(value);
    Long required = recordType == null ? null : requiredBits.get(recordType);
    if (recordType != null && required != null && (required & ~pass.seen) != 0) {
      throw missing(recordType, pass);
    }
  }

  private Refused missing(RecordType recordType, Pass pass) {
    for (String name : recordType.required()) {
      if (notTaken.contains(name)) {
        return new Refused(Reason.PAYERS_NOT_ACCEPTED, name);
      }
    }
    for (String name : recordType.required()) {
      if ((shape.bits(List.of(name)) & ~pass.seen) != 0) {
        return new Refused(Reason.FIELD_MISSING, name);
      }
    }
    throw new IllegalStateException("nothing is missing");
  }
}
