package org.almenara.engine.rules.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An example as it is written.
 *
 * @param name what happens in it
 * @param kind see {@link Example}
 * @param like the false positive that it stands for although the rule fires, since the facts alone
 *     cannot tell it apart; absent otherwise
 * @param records as the contract has them; a token may stand alone, {@code arrival} may be added
 * @param registers entries as the contract has them, with a {@code timestamp}; none when absent
 * @param findings none when absent
 */
record ExampleFile(
    String name,
    String kind,
    @Nullable String like,
    List<JsonNode> records,
    @Nullable List<JsonNode> registers,
    @Nullable List<FindingFile> findings) {

  /**
   * A finding as it is written.
   *
   * @param at instant
   * @param focal the rule's entity in the records when absent
   * @param holds whether the rule holds from then on
   * @param records none when absent
   */
  record FindingFile(
      String at, @Nullable String focal, boolean holds, @Nullable List<String> records) {}
}
