package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.networknt.schema.Error;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.almenara.schemas.Refusal.Reason;
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
          "amount.minor",
          "share.minor",
          "balance.minor",
          "studio.size",
          "cluster.members",
          "cluster.new_members",
          "cluster.young_members",
          "cluster.registered_members",
          "cluster.density",
          "cluster.shared_payouts",
          "cluster.shared_devices",
          "local_hour",
          "tenure_days",
          "grade.information",
          "size",
          "completeness",
          "revision");

  private static final Set<String> TIMES =
      Set.of("time", "occurred.from", "occurred.until", "effective", "until", "decided");
  private static final Set<String> TYPES = Set.of("type", "decision");
  private static final Set<String> COUNTRIES = Set.of("market", "to_market");

  private static final Pattern TOKEN = Pattern.compile("[a-z]{3}[0-9]{1,4}_[A-Za-z0-9_-]{22,64}");
  private static final Pattern SHORT = Pattern.compile("[a-z]{3}[0-9]{1,4}_[A-Za-z0-9_-]{0,21}");
  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}(\\.[0-9]{3})?Z");

  private Oracle() {}

  /**
   * Why the contract refuses a value: each of these is a cause; none when it takes it.
   *
   * @param tree as {@link #tree} made it
   */
  static Set<Refusal> causes(Contract contract, JsonNode tree) {
    Set<Refusal> causes = new HashSet<>();
    for (Error error : Contracts.errors(contract, tree)) {
      JsonNode at = tree.at(error.getInstanceLocation().toString());
      String path = Contracts.path(error);
      reasons(error, at, path).forEach(reason -> causes.add(new Refusal(reason, path)));
    }
    for (String path : WHOLE_NUMBERS) { // JSON Schema calls 12.0 an integer
      if (tree.at("/" + path.replace('.', '/')).isFloatingPointNumber()) {
        causes.add(new Refusal(Reason.FRACTION, path));
      }
    }
    if (endsBeforeItStarts(tree.at("/occurred/from"), tree.at("/occurred/until"))) {
      causes.add(new Refusal(Reason.PERIOD_REVERSED, "occurred.until"));
    }
    switch (contract) {
      case REGISTER_ENTRY -> {
        if (endsBeforeItStarts(tree.path("effective"), tree.path("until"))) {
          causes.add(new Refusal(Reason.PERIOD_REVERSED, "until"));
        }
      }
      case ACTIVATION -> twoPeople(tree, "author", "approver", causes);
      case DISPOSITION -> twoPeople(tree, "reviewer", "second_reviewer", causes);
      default -> {}
    }
    return causes;
  }

  /** What an objection of the schema is called; several where two of its rules say the same. */
  private static Set<Reason> reasons(Error error, JsonNode at, String path) {
    return switch (error.getKeyword()) {
      case "required" ->
          path.equals("legal_basis")
              ? Set.of(Reason.FIELD_MISSING, Reason.LEGAL_BASIS_MISSING)
              : Set.of(Reason.FIELD_MISSING);
      case "dependentRequired" -> Set.of(Reason.LEGAL_BASIS_MISSING);
      case "type" -> path.isEmpty() ? Set.of(Reason.NOT_AN_OBJECT) : Set.of(ofType(at, path));
      case "enum", "pattern", "format", "minLength", "maxLength" ->
          at.isTextual() ? ofText(error, at, path) : Set.of();
      case "const" -> at.isBoolean() ? Set.of(Reason.OUT_OF_RANGE) : Set.of();
      case "minimum", "maximum" -> Set.of(ofNumber(at));
      case "maxItems" -> Set.of(Reason.LIST_TOO_LONG);
      case "minItems" -> Set.of(Reason.FIELD_MISSING);
      case "not" -> Set.of(Reason.ENTITY_MISSING);
      case "false" -> Set.of(Reason.REPORTER_CONTRADICTS);
      default -> throw new IllegalStateException("nothing says what " + error + " means");
    };
  }

  private static Reason ofType(JsonNode at, String path) {
    if (at.isNull()) {
      return Reason.NULL_VALUE;
    }
    if (at.isFloatingPointNumber() && WHOLE_NUMBERS.contains(path)) {
      return Reason.FRACTION;
    }
    boolean numberInQuotes = WHOLE_NUMBERS.contains(path) && at.asText().matches("[0-9-]*");
    return at.isTextual() && !numberInQuotes ? looks(at, Reason.WRONG_TYPE) : Reason.WRONG_TYPE;
  }

  private static Reason ofNumber(JsonNode at) {
    return at.isIntegralNumber() && at.bigIntegerValue().bitLength() < Long.SIZE
        ? Reason.OUT_OF_RANGE
        : tooLarge(at);
  }

  /** Beyond 64 bits; where it is written as a fraction, that is said first. */
  private static Reason tooLarge(JsonNode at) {
    return at.isFloatingPointNumber() ? Reason.FRACTION : Reason.NUMBER_TOO_LARGE;
  }

  private static Set<Reason> ofText(Error error, JsonNode at, String path) {
    String text = at.textValue();
    if (path.endsWith(".token") || path.endsWith(".origin")) {
      if (TOKEN.matcher(text).matches()) {
        return Set.of(Reason.TOKEN_OF_ANOTHER_KIND);
      }
      return SHORT.matcher(text).matches() // short, of this kind or of another
          ? Set.of(Reason.TOKEN_TOO_SHORT, looks(at, Reason.WRONG_SHAPE))
          : Set.of(looks(at, Reason.WRONG_SHAPE));
    }
    if (TIMES.contains(path)) {
      return Set.of(isInstant(text) ? Reason.OUT_OF_RANGE : looks(at, Reason.WRONG_SHAPE));
    }
    if (error.getKeyword().equals("enum") && !COUNTRIES.contains(path)) {
      return Set.of(looks(at, TYPES.contains(path) ? Reason.TYPE_UNKNOWN : Reason.UNKNOWN_CODE));
    }
    return Set.of(looks(at, Reason.WRONG_SHAPE));
  }

  /** {@code LookAlikeTest} says what values look like. */
  private static Reason looks(JsonNode at, Reason otherwise) {
    String text = at.textValue();
    Reason seen = LookAlike.of(text.substring(0, Math.min(text.length(), LookAlike.MOST_CHARS)));
    return seen == null ? otherwise : seen;
  }

  private static boolean isInstant(String text) {
    try {
      return INSTANT.matcher(text).matches()
          && !text.contains("T24")
          && Instant.parse(text).isAfter(Instant.MIN)
          && !text.contains(":60");
    } catch (DateTimeException e) {
      return false;
    }
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
    if (!node.isContainerNode()) {
      return true;
    }
    int depth = depthAbove + 1;
    return depth <= RecordReader.MAX_DEPTH
        && node.properties().stream().allMatch(f -> utf8Length(f.getKey()) <= RecordReader.MAX_NAME)
        && node.valueStream().allMatch(child -> withinLimits(child, depth));
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** One cause among others, as long as both of its times are instants. */
  private static boolean endsBeforeItStarts(JsonNode from, JsonNode until) {
    return from.isTextual()
        && until.isTextual()
        && isInstant(from.textValue())
        && isInstant(until.textValue())
        && Instant.parse(until.textValue()).isBefore(Instant.parse(from.textValue()));
  }

  private static void twoPeople(JsonNode tree, String one, String other, Set<Refusal> causes) {
    if (tree.path(one).isTextual() && tree.path(one).equals(tree.path(other))) {
      causes.add(new Refusal(Reason.SAME_PERSON, other));
    }
  }
}
