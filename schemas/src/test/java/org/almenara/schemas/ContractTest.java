package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractTest {

  @ParameterizedTest
  @EnumSource
  void isFoundByItsFileName(Contract contract) {
    assertThat(Contract.named(contract.fileName())).isEqualTo(contract);
  }

  @Test
  void unknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Contract.named("person"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("person")
        .hasMessageContaining("platform-event");
  }

  @ParameterizedTest
  @EnumSource
  void isCalledWhatItsSchemaIsCalled(Contract contract) {
    assertThat(Contracts.schema(contract).get("title").textValue()).isEqualTo(contract.title());
    assertThat(Contracts.schema(contract).get("$id").textValue())
        .isEqualTo("urn:almenara:" + contract.fileName() + ":v1");
  }

  /** A schema without its place here would be held by no test. */
  @Test
  void everySchemaAndEveryFolderOfExamplesIsAContracts() throws IOException {
    List<String> names = Stream.of(Contract.values()).map(Contract::fileName).sorted().toList();

    assertThat(files(Path.of("src/main/resources/schemas")))
        .containsExactlyInAnyOrderElementsOf(
            names.stream().map(name -> name + ".schema.json").toList());
    assertThat(files(Path.of("src/main/resources/examples")))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @ParameterizedTest
  @EnumSource
  void offersEachValidExampleOnTheClassPath(Contract contract) {
    List<Path> files = Contracts.examples(contract, "valid");

    assertThat(files).isNotEmpty();
    assertThat(contract.validExamples())
        .containsOnlyKeys(files.stream().map(file -> file.getFileName().toString()).toList());
    for (Path file : files) {
      assertThat(contract.validExamples())
          .containsEntry(file.getFileName().toString(), new String(Trees.bytes(file), UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void offersInvalidExamplesWhereOthersWrite(Contract contract) {
    if (!contract.fromOutside()) {
      assertThat(contract.invalidExamples()).isEmpty();
      return;
    }
    List<Path> files = Contracts.examples(contract, "invalid");
    assertThat(files).isNotEmpty();
    assertThat(contract.invalidExamples())
        .containsOnlyKeys(files.stream().map(file -> file.getFileName().toString()).toList());
    for (Path file : files) {
      assertThat(contract.invalidExamples().get(file.getFileName().toString()))
          .isEqualTo(Trees.bytes(file));
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
