package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.almenara.schemas.Refusal.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The streaming reader takes and refuses what the JSON Schema takes and refuses, and what it names
 * as place and cause is one that the schema has too. {@link Oracle} says what a schema cannot.
 *
 * <p>Records are drawn, then damaged in known ways; everything follows from the number of the try.
 * {@code -Dagreement.records=1000000} tries more of them.
 */
class ReaderAgreesWithSchemaTest {

  private static final long RECORDS = Long.getLong("agreement.records", 100_000);

  private static final Mutation[] MUTATIONS = Mutation.values();
  private static final Damage[] DAMAGES = Damage.values();

  private final LongAdder taken = new LongAdder();
  private final Map<Reason, LongAdder> refused = new ConcurrentHashMap<>();

  @Test
  void onEveryRecordTheReaderSaysWhatTheSchemaSays() {
    LongStream.range(0, RECORDS).parallel().forEach(this::agree);

    assertThat(taken.sum()).as("taken").isGreaterThan(RECORDS / 10);
    assertThat(refused.keySet())
        .as("reasons that were met")
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(
                EnumSet.of(
                    Reason.TOMBSTONE,
                    Reason.SAME_PERSON, // of other contracts
                    Reason.HASH_WRONG,
                    Reason.LATE,
                    Reason.FUTURE)));
    System.out.println(RECORDS + " records: " + taken.sum() + " taken; refused " + refused);
  }

  private void agree(long number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    boolean tip = random.nextInt(3) == 0;
    Contract contract = tip ? Contract.TIP : Contract.PLATFORM_EVENT;
    RandomRecords records = new RandomRecords(random);
    ObjectNode record = tip ? records.tip() : records.platformEvent();
    for (int mutations = random.nextInt(3); mutations > 0; mutations--) {
      MUTATIONS[random.nextInt(MUTATIONS.length)].applyTo(record, random);
    }
    Damage damage = random.nextBoolean() ? Damage.NONE : DAMAGES[random.nextInt(DAMAGES.length)];
    byte[] bytes = damage.applyTo(Trees.written(record), random);

    JsonNode tree = Oracle.tree(bytes);
    Set<Refusal> causes = tree == null ? Set.of() : Oracle.causes(contract, tree);
    Refusal refusal = Contracts.reader(contract).read(bytes).refusal();

    if (tree == null) {
      assertThat(refusal).as(() -> text(number, bytes)).isNotNull();
    } else if (causes.isEmpty()) {
      assertThat(refusal).as(() -> text(number, bytes)).isNull();
    } else {
      assertThat(causes).as(() -> text(number, bytes)).contains(refusal);
    }
    count(refusal);
    if (!tip) {
      agreeWithoutPayers(number, bytes, tree);
    }
  }

  /** Without payers the reader says what the schema says of the record without its payer. */
  private void agreeWithoutPayers(long number, byte[] bytes, @Nullable JsonNode tree) {
    if (!(tree instanceof ObjectNode record) || record.remove("payer") == null) {
      return;
    }
    Refusal refusal = RecordReader.PLATFORM_EVENTS.read(bytes).refusal();
    Set<Refusal> causes = Oracle.causes(Contract.PLATFORM_EVENT, record);
    if (causes.remove(new Refusal(Reason.FIELD_MISSING, "payer"))) {
      causes.add(new Refusal(Reason.PAYERS_NOT_ACCEPTED, "payer"));
    }
    if (causes.isEmpty()) {
      assertThat(refusal).as(() -> text(number, bytes)).isNull();
    } else {
      assertThat(causes).as(() -> text(number, bytes)).contains(refusal);
      count(refusal);
    }
  }

  private void count(@Nullable Refusal refusal) {
    if (refusal == null) {
      taken.increment();
    } else {
      refused.computeIfAbsent(refusal.reason(), reason -> new LongAdder()).increment();
    }
  }

  private static String text(long number, byte[] bytes) {
    return "try " + number + ": " + new String(bytes, UTF_8);
  }
}
