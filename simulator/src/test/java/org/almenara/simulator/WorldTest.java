package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldTest {

  @Test
  void readsTheFileThatItIsGiven(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), Worlds.tinyText());

    World world = World.read(file);

    assertThat(world).isEqualTo(Worlds.tiny());
    assertThat(world.end()).isEqualTo(Instant.parse("2026-03-16T00:00:00Z"));
    assertThat(world.heartbeatEvery()).isEqualTo(Duration.ofMinutes(30));
    assertThat(world.withSeed(8).seed()).isEqualTo(8);
  }

  @Test
  void namesTheFileThatItRefuses(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "");

    assertThatThrownBy(() -> World.read(file))
        .isInstanceOf(WorldRefused.class)
        .hasMessage("mine.yaml:1:1: the file is empty: write the world into it");
  }

  @Test
  void knowsNoOtherWorlds() {
    assertThatThrownBy(() -> World.named("brave-new"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no world /worlds/brave-new.yaml");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhereAndWhatIsWrongAndHowToMendIt(Refusal refusal) {
    WorldRefused refused =
        catchThrowableOfType(
            WorldRefused.class, () -> World.parse("tiny.yaml", refusal.in(Worlds.tinyText())));

    assertThat(refused).as("%s", refusal).isNotNull().hasMessage(refusal.message());
  }

  @Test
  void refusesMorePeopleThanAccounts() {
    World world =
        World.parse("tiny.yaml", Worlds.tinyText().replace("accounts: 40", "accounts: 9"));

    assertThatThrownBy(() -> Simulation.of(world))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "the groups hold \\d+ people: raise 'accounts' to that or ask for fewer groups");
  }

  /** A change of the tiny world, and what is said of it. */
  record Refusal(String from, String to, String message) {

    static Refusal parse(String block) {
      return new Refusal(lines(block, "- "), lines(block, "+ "), lines(block, "! "));
    }

    String in(String world) {
      assertThat(world).contains(from);
      int at = world.indexOf(from);
      return world.substring(0, at) + to + world.substring(at + from.length());
    }

    private static String lines(String block, String mark) {
      return Arrays.stream(block.split("\n"))
          .filter(line -> line.startsWith(mark))
          .map(line -> line.substring(mark.length()))
          .collect(Collectors.joining("\n"));
    }
  }

  static Stream<Refusal> refusals() throws IOException {
    try (InputStream in = WorldTest.class.getResourceAsStream("/worlds/refused.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n\n")).skip(1).map(Refusal::parse);
    }
  }
}
