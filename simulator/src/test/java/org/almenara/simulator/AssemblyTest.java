package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That worlds are put together from parts as docs/evaluation.md says, and where messages point. */
class AssemblyTest {
  private static final String BRICKS =
      """
      short: {hours: 1h..2h, days: 3, breaks: {every: 1h, long: 5m}}
      long: {like: short, hours: 9h..12h, breaks: {like: pause}}
      pause: {every: 2h}
      circle: {inner: {like: circle}}
      """;

  private static Yaml assemble(String world) {
    return Assembly.of("mine.yaml", world, name -> name.equals("bricks") ? BRICKS : null);
  }

  private static String scalar(Yaml node, String... path) {
    Yaml at = node;
    for (String key : path) {
      at = Objects.requireNonNull(((Yaml.Mapping) at).entries().get(key), key).value();
    }
    return ((Yaml.Scalar) at).text();
  }

  @Test
  void takesOverWhatIsNotWrittenDown() {
    Yaml world = assemble("parts: [bricks]\nmine: {like: long, days: 5, hours: none}\n");

    Yaml.Entry mine = Objects.requireNonNull(((Yaml.Mapping) world).entries().get("mine"));
    assertThat(((Yaml.Mapping) mine.value()).entries()).containsOnlyKeys("days", "breaks");
    assertThat(scalar(world, "mine", "days")).isEqualTo("5");
    assertThat(scalar(world, "mine", "breaks", "every")).isEqualTo("2h");
  }

  @ParameterizedTest
  @CsvSource({
    "90 % of longest_day, 51840s",
    "50..90 % of longest_day, 28800s..51840s",
    "90 % of people, 4",
    "50 % of share, 10.0 %",
  })
  void readsPartsOfPublishedFigures(String written, String meant) {
    Yaml world =
        assemble(
            "published: {longest_day: 16h, people: 5, share: 20 %}\nmine: \"" + written + "\"\n");

    assertThat(scalar(world, "mine")).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parts: [stones]"
            + "|mine.yaml:1:9: there is no part 'stones': name a file in parts/, without .yaml",
        "a: {like: short}"
            + "|mine.yaml:1:11: no part names a mapping 'short': mend the name, or add the part",
        "{parts: [bricks], a: {like: circle}}"
            + "|parts/bricks.yaml:4:24: 'circle' is like itself: write one of them out",
        "{parts: [bricks, bricks]}"
            + "|parts/bricks.yaml:1:1: 'short' stands at parts/bricks.yaml:1:8 too: rename one",
        "a: 90 % of all"
            + "|mine.yaml:1:4: 'all' is not under 'published': add it there, or mend the name",
        "{published: {all: much}, a: 90 % of all}"
            + "|mine.yaml:1:19: 'much' is no figure: write a count, a length such as 16h, or a"
            + " percentage",
      })
  void saysWhatCannotBePutTogether(String world, String message) {
    assertThatThrownBy(() -> assemble(world)).isInstanceOf(WorldRefused.class).hasMessage(message);
  }

  @Test
  void placesAreThoseOfTheFileInWhichAThingIsWritten(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("parts"));
    Files.writeString(folder.resolve("parts/habits.yaml"), "\n  noisy: {delays: 1s}\n");
    Path world =
        Files.writeString(
            folder.resolve("mine.yaml"),
            Worlds.tinyText()
                .replaceFirst("(?s)noise:\n.*?behaviours:", "PLACE")
                .replace("PLACE", "parts: [habits]\nnoise: {like: noisy}\nbehaviours:"));

    assertThatThrownBy(() -> World.read(world))
        .isInstanceOf(WorldRefused.class)
        .hasMessageStartingWith("parts/habits.yaml:2:11: 'delays' is not known here: use one of");
  }

  @Test
  void aPartBesideAWorldGoesBeforeThePackedOne() {
    assertThat(World.named("typologies").parts()).contains("habits");
    assertThat(World.named("small").parts()).isNull();
    assertThat(World.named("typologies").behaviours())
        .containsKeys(Map.of("unseen", 0).keySet().toArray(String[]::new));
  }
}
