package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader should make of bytes, said the slow way: decode strictly, build a tree, then ask
 * the JSON Schema, and last the few things that a schema cannot say.
 */
final class Oracle {

  private static final ObjectReader STRICT =
      Trees.MAPPER.reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final List<String> WHOLE_NUMBERS =
      List.of(
          "/amount/minor",
          "/share/minor",
          "/balance/minor",
          "/studio/size",
          "/size",
          "/completeness",
          "/revision",
          "/local_hour",
          "/tenure_days",
          "/grade/information");

  private Oracle() {}

  /** Whether the contract takes these bytes. */
  static boolean takes(Contract contract, byte[] bytes) {
    JsonNode tree = tree(bytes);
    return tree != null
        && !writesWholeNumberAsFraction(tree)
        && Contracts.errors(contract, tree).isEmpty()
        && !periodEndsBeforeItStarts(tree);
  }

  /** The tree, where the bytes are one JSON value within the limits. */
  static @Nullable JsonNode tree(byte[] bytes) {
    if (bytes.length > RecordReader.MAX_BYTES) {
      return null;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode tree = STRICT.readTree(text);
      return tree.isMissingNode() || !withinLimits(tree, 0) ? null : tree;
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean withinLimits(JsonNode node, int depthAbove) {
    int depth = node.isContainerNode() ? depthAbove + 1 : depthAbove;
    return depth <= RecordReader.MAX_DEPTH
        && node.properties().stream().allMatch(f -> utf8Length(f.getKey()) <= RecordReader.MAX_NAME)
        && node.valueStream().allMatch(child -> withinLimits(child, depth));
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** As 12.0, which JSON Schema calls an integer. */
  static boolean writesWholeNumberAsFraction(JsonNode tree) {
    return WHOLE_NUMBERS.stream().anyMatch(at -> tree.at(at).isFloatingPointNumber());
  }

  private static boolean periodEndsBeforeItStarts(JsonNode tree) {
    JsonNode occurred = tree.path("occurred");
    return occurred.has("until")
        && instant(occurred.get("until")).isBefore(instant(occurred.get("from")));
  }

  private static Instant instant(JsonNode text) {
    return Instant.parse(text.textValue());
  }
}
