package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The streaming reader takes and refuses what the JSON Schema takes and refuses, and names a place
 * that the schema objects to. {@link Oracle} says what a schema cannot.
 */
class ReaderAgreesWithSchemaTest {

  @Property(tries = 16_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void onPlatformEvents(@ForAll("platformEvents") byte[] bytes) {
    agree(Contract.PLATFORM_EVENT, bytes);
  }

  @Property(tries = 8_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void onTips(@ForAll("tips") byte[] bytes) {
    agree(Contract.TIP, bytes);
  }

  @Property(tries = 8_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void onAllOthers(@ForAll("ofOtherContracts") OfContract record) {
    Refusal refusal = refusalThatTheSchemaSharesToo(record.contract, record.bytes);

    Statistics.label(record.contract.fileName())
        .collect(refusal == null)
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 10);
              coverage.check(false).percentage(share -> share > 10);
            });
  }

  private static void agree(Contract contract, byte[] bytes) {
    Refusal refusal = refusalThatTheSchemaSharesToo(contract, bytes);

    Statistics.label("outcome")
        .collect(refusal == null ? "taken" : refusal.reason())
        .coverage(
            coverage -> {
              coverage.check("taken").percentage(share -> share > 10);
              for (Refusal.Reason reason : Refusal.Reason.values()) {
                if (reason != Refusal.Reason.LATE && reason != Refusal.Reason.FUTURE) {
                  coverage.check(reason).count(n -> n > 0);
                }
              }
            });
  }

  private static @Nullable Refusal refusalThatTheSchemaSharesToo(Contract contract, byte[] bytes) {
    boolean taken = Oracle.takes(contract, bytes);
    Refusal refusal = Contracts.reader(contract).read(bytes).refusal();
    assertThat(refusal == null)
        .as("taken by the reader (%s): %s", refusal, new String(bytes, UTF_8))
        .isEqualTo(taken);
    assertThatSchemaObjectsToThePlaceThatTheReaderNames(contract, bytes, refusal);
    return refusal;
  }

  private static void assertThatSchemaObjectsToThePlaceThatTheReaderNames(
      Contract contract, byte[] bytes, @Nullable Refusal refusal) {
    JsonNode tree = Oracle.tree(bytes);
    if (refusal == null || tree == null || Oracle.writesWholeNumberAsFraction(tree)) {
      return;
    }
    List<String> places = Contracts.errorPaths(contract, tree);
    if (!places.isEmpty()) { // else the period ends before it starts
      assertThat(places).as(() -> new String(bytes, UTF_8)).contains(refusal.path());
    }
  }

  @Provide
  Arbitrary<byte[]> platformEvents() {
    return damaged(Samples.platformEvents());
  }

  @Provide
  Arbitrary<byte[]> tips() {
    return damaged(Samples.tips());
  }

  @Provide
  Arbitrary<OfContract> ofOtherContracts() {
    return Arbitraries.oneOf(
        Contracts.fromOutside()
            .filter(contract -> contract != Contract.PLATFORM_EVENT && contract != Contract.TIP)
            .map(
                contract ->
                    damaged(Samples.taken(contract)).map(bytes -> new OfContract(contract, bytes)))
            .toList());
  }

  /** Bytes that should, or should nearly, be a record of a contract. */
  private static final class OfContract {
    private final Contract contract;
    private final byte[] bytes;

    OfContract(Contract contract, byte[] bytes) {
      this.contract = contract;
      this.bytes = bytes;
    }
  }

  private static Arbitrary<byte[]> damaged(Arbitrary<? extends Record> records) {
    Arbitrary<Damage> damage =
        Arbitraries.oneOf(Arbitraries.just(Damage.NONE), Arbitraries.of(Damage.class));
    return Combinators.combine(
            records,
            Arbitraries.of(Mutation.class).list().ofMaxSize(2),
            damage,
            Arbitraries.randomValue(Random::nextLong))
        .as(ReaderAgreesWithSchemaTest::damaged);
  }

  private static byte[] damaged(Record record, List<Mutation> mutations, Damage damage, long seed) {
    Random random = new Random(seed);
    JsonNode tree = Trees.of(Json.canonical(record));
    mutations.forEach(mutation -> mutation.applyTo((ObjectNode) tree, random));
    return damage.applyTo(Trees.written(tree), random);
  }
}
