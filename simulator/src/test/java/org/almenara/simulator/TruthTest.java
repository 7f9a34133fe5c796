package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.Tip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That truth names everybody, and says the same as the records do. */
class TruthTest {
  private final World world = Worlds.quiet();
  private final List<PlatformEvent> events = Worlds.events(world);
  private final List<Truth> truth = Simulation.of(world).truth();
  private final Map<String, Truth> byOrigin =
      truth.stream().collect(Collectors.toMap(Truth::origin, Function.identity()));

  @Test
  void knowsAllThatTheRecordsName() {
    Set<String> named = new HashSet<>();
    for (PlatformEvent event : events) {
      named.add(Objects.requireNonNull(event.performer()).origin());
      if (event.studio() != null) {
        named.add(event.studio().origin());
      }
      if (event.payout() != null) {
        named.add(event.payout().origin());
      }
      if (event.device() != null) {
        named.add(event.device().origin());
      }
      if (event.network() != null) {
        named.add(event.network().origin());
      }
    }
    assertThat(named).hasSizeGreaterThan(100);
    assertThat(byOrigin.keySet()).containsAll(named);
    assertThat(people("alone", "house", "kept", "ring")).hasSize(world.accounts());
  }

  @Test
  void ofALawfulStudioStaysLawfulThoughOneInItIsCoerced() {
    List<Truth> kept = people("kept");

    assertThat(kept).hasSize(3);
    for (Truth person : kept) {
      assertThat(person.truthClass()).isEqualTo(TruthClass.TRAFFICKING);
      assertThat(person.members()).hasSize(4);
      for (String origin : person.members()) {
        Truth thing = truth(origin);
        assertThat(thing.group()).isEqualTo(person.group());
        assertThat(thing.members()).contains(person.origin());
        assertThat(thing.truthClass()).isEqualTo(TruthClass.LAWFUL);
        assertThat(thing.harmOnset()).isNull();
        assertThat(thing.firstEvidence()).isNull();
      }
    }
  }

  @Test
  void ofARingHoldsForItsInstrumentFromTheFirstOfItsPeople() {
    List<Truth> shared =
        truth.stream()
            .filter(line -> line.entityType() == EntityType.PAYOUT)
            .filter(line -> line.behaviour().equals("ring") && line.members().size() > 1)
            .toList();

    assertThat(shared).hasSize(2);
    for (Truth payout : shared) {
      List<Truth> members = payout.members().stream().map(this::truth).toList();
      assertThat(payout.truthClass()).isEqualTo(TruthClass.TRAFFICKING);
      assertThat(members).hasSize(3).allMatch(line -> line.behaviour().equals("ring"));
      assertThat(payout.harmOnset()).isEqualTo(earliest(members, Truth::harmOnset));
      assertThat(payout.firstEvidence()).isEqualTo(earliest(members, Truth::firstEvidence));
    }
  }

  @Test
  void hasOnsetAndEvidenceForTheHarmedAlone() {
    assertThat(people("alone", "house"))
        .allSatisfy(
            line -> {
              assertThat(line.truthClass()).isEqualTo(TruthClass.LAWFUL);
              assertThat(line.harmOnset()).isNull();
              assertThat(line.firstEvidence()).isNull();
            });
    assertThat(people("kept", "ring"))
        .allSatisfy(
            line ->
                assertThat(line.firstEvidence())
                    .isBetween(
                        Objects.requireNonNull(line.harmOnset()),
                        line.harmOnset().plus(Duration.ofDays(2))));
  }

  /** Recomputed from the records: a manager's reversal, the ninth hour of an 8-hour life, a tip. */
  @Test
  void takesTheFirstRecordThatAFreeLifeWouldNotHaveForEvidence() {
    List<Tip> tips = Worlds.tips(world);
    for (Truth person : people("kept")) {
      Instant onset = Objects.requireNonNull(person.harmOnset());
      Map<String, Instant> starts = new HashMap<>();
      Stream<Instant> facts =
          events.stream()
              .filter(event -> person.origin().equals(origin(event)))
              .sorted(Comparator.comparing(PlatformEvent::time))
              .filter(event -> tells(event, starts))
              .map(PlatformEvent::time);
      Stream<Instant> told = tips.stream().filter(tip -> isAbout(tip, person)).map(Tip::time);

      Instant first =
          Stream.concat(facts, told)
              .filter(time -> !time.isBefore(onset))
              .min(Comparator.naturalOrder())
              .orElseThrow();

      assertThat(person.firstEvidence()).isEqualTo(first);
    }
  }

  private static boolean isAbout(Tip tip, Truth person) {
    return tip.performer() != null && tip.performer().origin().equals(person.origin());
  }

  private static boolean tells(PlatformEvent event, Map<String, Instant> starts) {
    if (event.type() == EventType.EXIT_REVERSED) {
      return event.actor() == PlatformEvent.Actor.MANAGER;
    }
    if (event.type() == EventType.LOGIN || event.session() == null) {
      return false;
    }
    Instant start = starts.computeIfAbsent(event.session().origin(), first -> event.time());
    return Duration.between(start, event.time()).compareTo(Duration.ofHours(8)) > 0;
  }

  @Test
  void canBeWrittenAndReadAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("truth.jsonl");

    TruthFile.write(file, truth);

    assertThat(TruthFile.read(file)).isEqualTo(truth);
    assertThat(Files.readAllLines(file, StandardCharsets.UTF_8))
        .hasSameSizeAs(truth)
        .first()
        .asString()
        .startsWith("{\"behaviour\":\"house\",\"entity_type\":\"performer\",\"group\":\"");
  }

  private List<Truth> people(String... behaviours) {
    return truth.stream()
        .filter(line -> line.entityType() == EntityType.PERFORMER)
        .filter(line -> List.of(behaviours).contains(line.behaviour()))
        .toList();
  }

  private Truth truth(String origin) {
    return Objects.requireNonNull(byOrigin.get(origin), origin);
  }

  private static String origin(PlatformEvent event) {
    return Objects.requireNonNull(event.performer()).origin();
  }

  private static Instant earliest(List<Truth> lines, Function<Truth, Instant> of) {
    return lines.stream().map(of).min(Comparator.naturalOrder()).orElseThrow();
  }
}
