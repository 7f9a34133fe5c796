package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.RegisterEntry;
import org.junit.jupiter.api.Test;

/** That one world can be looked at through several feeds, and what registers say of it. */
class FeedsTest {
  private static final World WORLD =
      World.parse(
          "tiny.yaml",
          Worlds.tinyText()
              .replace("weeks: 2", "weeks: 1")
              .replace(
                  "behaviours:\n",
                  """
                  feeds:
                    poor: {lacks: [pay.attested, login.network, payout.made.rail]}
                  outages:
                    - {of: platform, platform: platform-b, after: 3d, lasts: 5h, declared: true}
                  behaviours:
                  """));

  @Test
  void theSameHappensAndLessIsSent() {
    Map<String, String> all = byArrival(Simulation.of(WORLD));
    Map<String, String> poor = byArrival(Simulation.of(WORLD, "poor"));

    Set<String> left =
        all.keySet().stream().filter(key -> !poor.containsKey(key)).collect(Collectors.toSet());
    assertThat(left)
        .isNotEmpty()
        .allMatch(key -> all.getOrDefault(key, "").contains("pay.attested"));
    assertThat(all.keySet()).containsAll(poor.keySet());
    List<String> other = new ArrayList<>();
    poor.forEach(
        (key, value) -> {
          if (!value.equals(all.get(key))) {
            other.add(value);
          }
        });
    assertThat(other)
        .isNotEmpty()
        .allMatch(value -> value.contains("\"login") || value.contains("\"payout.made"))
        .noneMatch(value -> value.contains("\"network\"") || value.contains("\"rail\""));
    assertThat(Simulation.of(WORLD, "poor").truth()).isEqualTo(Simulation.of(WORLD).truth());
  }

  /** By what noise decides; broken records differ in what is left of them, so they are left out. */
  private static Map<String, String> byArrival(Simulation simulation) {
    Map<String, String> records = new HashMap<>();
    for (var all = simulation.records(); all.hasNext(); ) {
      Sent sent = all.next();
      if (Worlds.read(sent).value() != null) {
        String key = sent.topic() + " " + sent.arrival() + " " + sent.key() + id(sent);
        records.put(key, new String(sent.value(), StandardCharsets.UTF_8));
      }
    }
    return records;
  }

  private static String id(Sent sent) {
    return Objects.requireNonNull(Worlds.read(sent).value()).id();
  }

  @Test
  void registersSayInContractFormWhatTheWorldKnows() {
    List<RegisterEntry> entries = Simulation.of(WORLD, "poor").registers();

    assertThat(entries)
        .allSatisfy(
            entry ->
                assertThat(RecordReader.REGISTER_ENTRIES.read(Json.canonical(entry)).value())
                    .isEqualTo(entry));
    Map<RegisterEntry.Type, Long> types =
        entries.stream().collect(Collectors.groupingBy(RegisterEntry::type, Collectors.counting()));
    assertThat(types)
        .isEqualTo(
            Map.of(
                RegisterEntry.Type.STUDIO_REGISTERED, 2L,
                RegisterEntry.Type.FEED_CAPABILITY, 6L,
                RegisterEntry.Type.FEED_SILENCE, 1L));
    assertThat(Simulation.of(WORLD).registers()).hasSize(3);
    assertThat(Simulation.of(WORLD, "poor").registers()).isEqualTo(entries);
  }

  @Test
  void aFeedThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Simulation.of(WORLD, "rich"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the world has no feed 'rich': name one of its 'feeds'");
  }
}
