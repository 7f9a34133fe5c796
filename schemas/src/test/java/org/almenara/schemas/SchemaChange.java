package org.almenara.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a schema of today takes no longer, though a released one did.
 *
 * <p>It compares place by place and through references. A keyword that it cannot judge may not
 * change at all, so that nobody can narrow a contract unseen.
 */
final class SchemaChange {

  private static final Set<String> ABOUT_NO_VALUE =
      Set.of("$schema", "$defs", "$ref", "$comment", "title", "description");

  private static final Set<String> LOWER_BOUNDS =
      Set.of("minimum", "minLength", "minItems", "minProperties");

  private static final Set<String> UPPER_BOUNDS =
      Set.of("maximum", "maxLength", "maxItems", "maxProperties");

  private final JsonNode releasedRoot;
  private final JsonNode todayRoot;
  private final Map<String, String> widerPatterns;
  private final List<String> breaks = new ArrayList<>();

  private SchemaChange(
      JsonNode releasedRoot, JsonNode todayRoot, Map<String, String> widerPatterns) {
    this.releasedRoot = releasedRoot;
    this.todayRoot = todayRoot;
    this.widerPatterns = widerPatterns;
  }

  /**
   * What breaks, each with its place; none where today's schema takes all that the released took.
   *
   * @param widerPatterns patterns that a human saw to take all that an earlier one took, by that
   */
  static List<String> breaks(JsonNode released, JsonNode today, Map<String, String> widerPatterns) {
    SchemaChange change = new SchemaChange(released, today, widerPatterns);
    change.compare(released, today, "");
    return change.breaks;
  }

  private void compare(JsonNode releasedNode, JsonNode todayNode, String at) {
    JsonNode released = resolved(releasedRoot, releasedNode);
    JsonNode today = resolved(todayRoot, todayNode);
    if (released.isBoolean() || today.isBoolean()) {
      breakIf(!today.equals(released), at, "changed");
    }
    Set<String> keywords = new TreeSet<>();
    released.fieldNames().forEachRemaining(keywords::add);
    today.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(ABOUT_NO_VALUE);
    for (String keyword : keywords) {
      keyword(keyword, released.path(keyword), today.path(keyword), at);
    }
  }

  private static JsonNode resolved(JsonNode root, JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private void keyword(String keyword, JsonNode released, JsonNode today, String at) {
    if (LOWER_BOUNDS.contains(keyword)) {
      boolean narrower =
          !today.isMissingNode() && (released.isMissingNode() || isLess(released, today));
      breakIf(narrower, at, keyword + " narrowed");
    } else if (UPPER_BOUNDS.contains(keyword)) {
      boolean narrower =
          !today.isMissingNode() && (released.isMissingNode() || isLess(today, released));
      breakIf(narrower, at, keyword + " narrowed");
    } else {
      structure(keyword, released, today, at);
    }
  }

  private void structure(String keyword, JsonNode released, JsonNode today, String at) {
    switch (keyword) {
      case "properties" -> properties(released, today, at);
      case "required" -> required(texts(released), texts(today), at);
      case "dependentRequired" ->
          today
              .properties()
              .forEach(
                  field ->
                      required(texts(released.path(field.getKey())), texts(field.getValue()), at));
      case "enum" -> codes(released, today, at);
      case "pattern" -> pattern(released, today, at);
      case "items", "propertyNames" -> constraint(keyword, released, today, at + "[]");
      case "additionalProperties" -> constraint(keyword, released, today, at + ".*");
      case "allOf" -> conditions(released, today, at);
      default -> breakIf(!today.equals(released), at, keyword + " changed");
    }
  }

  private void properties(JsonNode released, JsonNode today, String at) {
    released
        .properties()
        .forEach(
            property -> {
              String place = at.isEmpty() ? property.getKey() : at + "." + property.getKey();
              JsonNode now = today.path(property.getKey());
              if (now.isMissingNode()) {
                breaks.add(place + ": property removed");
              } else {
                compare(property.getValue(), now, place);
              }
            });
  }

  private void required(Set<String> released, Set<String> today, String at) {
    for (String name : today) {
      breakIf(!released.contains(name), at, name + " newly required");
    }
  }

  private void codes(JsonNode released, JsonNode today, String at) {
    if (today.isMissingNode()) {
      return; // any string is taken now
    }
    breakIf(released.isMissingNode(), at, "enum is new");
    Set<String> codes = texts(today);
    for (String code : texts(released)) {
      breakIf(!codes.contains(code), at, "code " + code + " removed");
    }
  }

  private void pattern(JsonNode released, JsonNode today, String at) {
    if (today.isMissingNode() || today.equals(released)) {
      return;
    }
    boolean wider = today.textValue().equals(widerPatterns.get(released.asText()));
    breakIf(!wider, at, "pattern changed");
  }

  /** A schema, or false, or nothing, under a keyword that narrows. */
  private void constraint(String keyword, JsonNode released, JsonNode today, String at) {
    if (today.isMissingNode() || (released.isBoolean() && !released.booleanValue())) {
      return;
    }
    if (released.isObject() && today.isObject()) {
      compare(released, today, at);
    } else {
      breakIf(true, at, keyword + " narrowed");
    }
  }

  /** What is asked of a record where one of its fields holds a code, or else. */
  private void conditions(JsonNode released, JsonNode today, String at) {
    Set<JsonNode> otherConditions = new HashSet<>();
    released.forEach(otherConditions::add);
    for (JsonNode rule : today) {
      boolean judged = rule.at("/if/properties").isObject() && !rule.has("else");
      breakIf(!judged && !otherConditions.contains(rule), at, "a condition changed");
    }
    Map<String, JsonNode> before = thenByCode(released);
    thenByCode(today)
        .forEach(
            (code, then) -> {
              if (isReleased(code)) {
                JsonNode earlier = before.getOrDefault(code, todayRoot.path("no such schema"));
                compareThen(earlier, then, at + "[" + code + "]");
              }
            });
  }

  private void compareThen(JsonNode released, JsonNode today, String at) {
    required(texts(released.path("required")), texts(today.path("required")), at);
    today
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode earlier = released.path("properties").path(property.getKey());
              String place = at + "." + property.getKey();
              if (earlier.isMissingNode()) {
                breaks.add(place + ": newly narrowed");
              } else {
                compare(earlier, property.getValue(), place);
              }
            });
  }

  /** A code that no released record could hold may ask for what it wants. */
  private boolean isReleased(String condition) {
    String field = condition.substring(0, condition.indexOf('='));
    String code = condition.substring(condition.indexOf('=') + 1);
    JsonNode codes = releasedRoot.at("/properties/" + field + "/enum");
    return codes.isMissingNode() || texts(codes).contains(code);
  }

  /** By field and code: all that the rules with that condition ask for, in one. */
  private static Map<String, JsonNode> thenByCode(JsonNode allOf) {
    Map<String, JsonNode> byCode = new TreeMap<>();
    for (JsonNode rule : allOf) {
      rule.at("/if/properties")
          .properties()
          .forEach(
              field -> {
                JsonNode condition = field.getValue();
                List<String> codes = new ArrayList<>(texts(condition.path("enum")));
                if (condition.has("const")) {
                  codes.add(condition.get("const").asText());
                }
                for (String code : codes) {
                  byCode.merge(
                      field.getKey() + "=" + code, rule.get("then"), SchemaChange::together);
                }
              });
    }
    return byCode;
  }

  private static JsonNode together(JsonNode one, JsonNode other) {
    ObjectNode both = Trees.MAPPER.createObjectNode();
    both.putArray("required")
        .addAll(list(one.path("required")))
        .addAll(list(other.path("required")));
    ObjectNode properties = both.putObject("properties");
    one.path("properties").properties().forEach(p -> properties.set(p.getKey(), p.getValue()));
    other.path("properties").properties().forEach(p -> properties.set(p.getKey(), p.getValue()));
    return both;
  }

  private void breakIf(boolean broken, String at, String what) {
    if (broken) {
      breaks.add(at.isEmpty() ? what : at + ": " + what);
    }
  }

  private static boolean isLess(JsonNode a, JsonNode b) {
    return a.decimalValue().compareTo(b.decimalValue()) < 0;
  }

  private static List<JsonNode> list(JsonNode array) {
    return array.valueStream().toList();
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
