package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a released version took is taken for ever under the same major version: records of earlier
 * writers, and what this system wrote to topics that it reads again.
 *
 * <p>A change that fails here belongs into a topic of the next major version.
 */
class EvolutionTest {

  private static final Path RELEASED = Path.of("src/test/resources/released");

  /**
   * Patterns that took the place of a narrower one, by the narrower: each was seen by a human to
   * take all that the earlier took, as when a country is added.
   */
  private static final Map<String, String> WIDER_PATTERNS = Map.of();

  static List<Path> versions() throws IOException {
    return listed(RELEASED);
  }

  /** Folders of contracts, of every version. */
  static List<Path> contracts() throws IOException {
    return versions().stream()
        .flatMap(version -> listedUnchecked(version).stream())
        .filter(Files::isDirectory)
        .toList();
  }

  @Test
  void thereIsAVersionToHoldTo() throws IOException {
    assertThat(versions()).isNotEmpty();
  }

  /** Editing a frozen file would loosen the promise unseen. */
  @ParameterizedTest
  @MethodSource("versions")
  void aFrozenFileIsNeverEdited(Path version) throws IOException {
    List<String> lines = Files.readAllLines(version.resolve("manifest.sha256"), UTF_8);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(version)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("manifest.sha256"))
              .toList();
    }

    assertThat(lines)
        .containsExactlyInAnyOrderElementsOf(
            files.stream()
                .map(
                    file ->
                        Json.sha256(Trees.bytes(file))
                            + "  ./"
                            + version.relativize(file).toString().replace('\\', '/'))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void todaysSchemaIsNowhereNarrower(Path released) {
    assertThat(
            SchemaChange.breaks(
                Trees.of(released.resolve("schema.json")),
                Contracts.schema(contract(released)),
                WIDER_PATTERNS))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void whatWasReleasedAsValidIsStillTaken(Path released) throws IOException {
    Contract contract = contract(released);
    for (Path example : listed(released.resolve("valid"))) {
      byte[] bytes = Trees.bytes(example);
      assertThat(Contracts.errors(contract, Trees.of(bytes))).as("%s", example).isEmpty();
      if (contract.fromOutside()) {
        assertThat(Contracts.reader(contract).read(bytes).refusal()).as("%s", example).isNull();
      } else {
        Record value = Json.read(bytes, contract.type());
        assertThat(Trees.of(Json.canonical(value))).isEqualTo(Trees.of(bytes));
      }
    }
  }

  private static Contract contract(Path released) {
    return Contract.named(released.getFileName().toString());
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<Path> listedUnchecked(Path folder) {
    try {
      return listed(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
