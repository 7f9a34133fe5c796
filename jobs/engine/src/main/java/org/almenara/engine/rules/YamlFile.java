package org.almenara.engine.rules;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.almenara.schemas.Coded;
import org.jspecify.annotations.Nullable;

/** One YAML file of a rule set, read strictly, with the places of its values for messages. */
final class YamlFile {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private final String name;
  private final Map<String, JsonLocation> places = new HashMap<>();
  private final List<RuleProblem> problems;

  private YamlFile(String name, List<RuleProblem> problems) {
    this.name = name;
    this.problems = problems;
  }

  /** What was read, and where its values stand. */
  record Parsed<T>(T value, YamlFile file) {}

  /** Reads a file; absent when it is not of the shape, and the problems say why. */
  static <T> @Nullable Parsed<T> read(
      String name, String text, Class<T> type, List<RuleProblem> problems) {
    YamlFile file = new YamlFile(name, problems);
    try {
      file.locate(text);
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        file.problem("", "the file is empty", "write a rule into it or remove it");
        return null;
      }
      return new Parsed<>(value, file);
    } catch (JsonProcessingException e) {
      file.add(e.getLocation(), cause(e), mend(e));
      return null;
    } catch (IOException e) {
      file.problem("", "the file cannot be read", "write it as UTF-8 YAML");
      return null;
    }
  }

  private void locate(String text) throws IOException {
    try (JsonParser parser = MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.FIELD_NAME) {
          places.putIfAbsent(
              parser.getParsingContext().pathAsPointer().toString(), parser.currentTokenLocation());
        }
      }
    }
  }

  /** Notes a problem at the value under a JSON pointer, or at the nearest place known above it. */
  void problem(String pointer, String cause, String mend) {
    String at = pointer;
    while (!places.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, at.lastIndexOf('/'));
    }
    add(at.isEmpty() ? null : places.get(at), cause, mend);
  }

  /** Notes a problem inside an expression. */
  void problem(String pointer, Expressions.Problem problem) {
    JsonLocation place = places.get(pointer);
    String cause = "in the expression, " + oneLine(problem.getMessage());
    String mend = "see docs/rules.md for fields and operators";
    if (place == null) {
      add(null, cause, mend);
    } else {
      problems.add(
          new RuleProblem(
              name,
              place.getLineNr() + problem.line(),
              place.getColumnNr() + problem.column(),
              cause,
              mend));
    }
  }

  private void add(@Nullable JsonLocation place, String cause, String mend) {
    problems.add(
        place == null
            ? new RuleProblem(name, 0, 0, cause, mend)
            : new RuleProblem(name, place.getLineNr(), place.getColumnNr(), cause, mend));
  }

  private static String cause(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return path(unknown) + " is no field here";
    }
    if (e instanceof InvalidFormatException format) {
      return path(format) + " cannot be '" + format.getValue() + "'";
    }
    if (e instanceof MismatchedInputException mismatch) {
      String message = oneLine(mismatch.getOriginalMessage());
      return path(mismatch) + (path(mismatch).isEmpty() ? "" : ": ") + message;
    }
    return oneLine(e.getOriginalMessage());
  }

  private static String mend(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "fields are "
          + unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return "use one of "
          + Arrays.stream(format.getTargetType().getEnumConstants())
              .map(constant -> ((Coded) constant).code())
              .collect(Collectors.joining(", "));
    }
    return "see docs/rules.md for the shape of this file";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "it cannot be read" : message.lines().findFirst().orElse("").strip();
  }
}
