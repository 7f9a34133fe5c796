package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/privacy.md says of each field why it is needed, where it goes and when it ends. */
class DataMapTest {

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @ParameterizedTest
  @EnumSource
  void namesEachFieldOnceAndNoOther(Contract contract) throws IOException {
    List<String> named = new ArrayList<>();
    for (String row : rows(contract.title())) {
      NAME.matcher(cells(row).get(0)).results().forEach(name -> named.add(name.group(1)));
    }

    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(paths(contract, Contracts.schema(contract), ""));
  }

  @ParameterizedTest
  @EnumSource
  void leavesNoCellEmpty(Contract contract) throws IOException {
    assertThat(rows(contract.title()))
        .allSatisfy(
            row ->
                assertThat(cells(row)).hasSizeGreaterThanOrEqualTo(4).noneMatch(String::isBlank));
  }

  /** Rows of the table under the heading of that title. */
  private static List<String> rows(String title) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/privacy.md"), UTF_8);
    int heading = lines.indexOf("### " + title);
    assertThat(heading).as("the section %s", title).isNotNegative();
    return lines.subList(heading + 1, lines.size()).stream()
        .takeWhile(line -> !line.startsWith("#"))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  private static List<String> cells(String row) {
    return List.of(row.substring(1, row.length() - 1).split("\\|", -1));
  }

  /** Dotted paths of the fields that hold values; a list is one field. */
  private static List<String> paths(Contract contract, JsonNode schema, String at) {
    List<String> paths = new ArrayList<>();
    schema
        .get("properties")
        .properties()
        .forEach(
            property -> {
              String path = at + property.getKey();
              JsonNode node = resolved(contract, property.getValue());
              if (node.has("properties")) {
                paths.addAll(paths(contract, node, path + "."));
              } else {
                paths.add(path);
              }
            });
    return paths;
  }

  private static JsonNode resolved(Contract contract, JsonNode node) {
    return node.has("$ref")
        ? Contracts.schema(contract).at(node.get("$ref").textValue().substring(1))
        : node;
  }
}
