package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Every contract that others write is taken and refused alike by its reader and its schema, and the
 * reader names a place and a cause that the schema has too: what {@link ReaderAgreesWithSchemaTest}
 * says of events and tips, of all others but rule sets.
 */
class ReaderTakesWhatSchemaTakesTest {

  /** Of a rule set each change makes its hash that of others: its examples show what is refused. */
  private static final Set<Contract> ELSEWHERE =
      EnumSet.of(Contract.PLATFORM_EVENT, Contract.TIP, Contract.RULE_SET);

  @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void onContractsBesideEventsAndTips(
      @ForAll("mutated") Tuple.Tuple2<Contract, JsonNode> ofContract) {
    Contract contract = ofContract.get1();
    byte[] bytes = Trees.written(ofContract.get2());
    JsonNode tree = Oracle.tree(bytes);
    Refusal refusal = Contracts.reader(contract).read(bytes).refusal();
    if (tree == null) {
      assertThat(refusal).as(() -> new String(bytes, UTF_8)).isNotNull();
      return;
    }
    Set<Refusal> causes = Oracle.causes(contract, tree);

    if (causes.isEmpty()) {
      assertThat(refusal).as(() -> new String(bytes, UTF_8)).isNull();
    } else {
      assertThat(causes).as(() -> new String(bytes, UTF_8)).contains(refusal);
    }
    Statistics.label(contract.fileName())
        .collect(refusal == null)
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 10);
              coverage.check(false).percentage(share -> share > 10);
            });
  }

  @Provide
  Arbitrary<Tuple.Tuple2<Contract, JsonNode>> mutated() {
    return Arbitraries.oneOf(
        Contracts.fromOutside()
            .filter(contract -> !ELSEWHERE.contains(contract))
            .map(ReaderTakesWhatSchemaTakesTest::mutated)
            .toList());
  }

  private static Arbitrary<Tuple.Tuple2<Contract, JsonNode>> mutated(Contract contract) {
    return Combinators.combine(
            Samples.taken(contract),
            Arbitraries.of(Mutation.class).list().ofMaxSize(2),
            Arbitraries.randomValue(Random::nextLong))
        .as(
            (record, mutations, seed) -> {
              ObjectNode tree = (ObjectNode) Trees.of(Json.canonical(record));
              mutations.forEach(mutation -> mutation.applyTo(tree, new Random(seed)));
              return Tuple.of(contract, (JsonNode) tree);
            });
  }
}
