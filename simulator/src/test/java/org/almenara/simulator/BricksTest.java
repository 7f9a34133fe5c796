package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.TokenRef;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** That primitives write what they promise, told from the records and the truth. */
class BricksTest {
  private static final World WORLD = World.parse("bricks.yaml", text());
  private static final List<PlatformEvent> EVENTS = events();
  private static final List<Truth> TRUTH = Simulation.of(WORLD).truth();

  @Test
  void aDebtThatDoesNotGrowIsCleared() {
    List<PlatformEvent> debts =
        of("lent", EventType.ADVANCE_MADE, EventType.DEDUCTION_MADE).stream()
            .filter(event -> event.balance() != null)
            .toList();
    List<Long> balances =
        debts.stream().map(event -> Objects.requireNonNull(event.balance()).minor()).toList();

    assertThat(debts.get(0).type()).isEqualTo(EventType.ADVANCE_MADE);
    assertThat(balances).isSorted().hasSizeGreaterThan(1);
    assertThat(balances.get(0)).isEqualTo(-100L * 400_000);
    assertThat(balances.get(balances.size() - 1)).isZero();
  }

  @Test
  void eachRefusedShowIsFinedAnHourLater() {
    List<Instant> refused = times(of("lent", EventType.SHOW_REFUSED));
    List<Instant> fined =
        times(
            of("lent", EventType.DEDUCTION_MADE).stream()
                .filter(event -> "refusal".equals(event.reason()))
                .toList());

    assertThat(refused).hasSizeGreaterThan(30);
    assertThat(fined)
        .containsExactlyElementsOf(
            refused.stream()
                .map(time -> time.plus(Duration.ofHours(1)))
                .filter(time -> time.isBefore(WORLD.end()))
                .toList());
  }

  /** The vendor fails on days 20 and 21; the retry falls into the outage too. */
  @Test
  void checksFailWhileTheVendorDoesAndAreTriedAgain() {
    List<PlatformEvent.Outcome> outcomes =
        of("lent", EventType.VERIFIED).stream().map(PlatformEvent::outcome).toList();

    assertThat(outcomes)
        .containsExactly(
            PlatformEvent.Outcome.FAILED,
            PlatformEvent.Outcome.FAILED,
            PlatformEvent.Outcome.PASSED,
            PlatformEvent.Outcome.PASSED);
  }

  @Test
  void whoIsBackAfterAMonthHasOtherThings() {
    List<PlatformEvent> logins = of("away", EventType.LOGIN);
    Instant rest = WORLD.start().plus(Duration.ofDays(4));
    Instant back = rest.plus(Duration.ofDays(31));
    Set<String> before = devices(logins, WORLD.start(), rest.plus(Duration.ofDays(1)));
    Set<String> after = devices(logins, back, WORLD.end());

    assertThat(before).hasSize(1);
    assertThat(after).hasSize(1).doesNotContainAnyElementsOf(before);
    assertThat(devices(logins, rest.plus(Duration.ofDays(1)), back)).isEmpty();
  }

  @Test
  void whoChangesAgencyIsUnderTheOtherStudioFromThenOn() {
    List<PlatformEvent> logins = of("agency", EventType.LOGIN);
    List<PlatformEvent> there = of("agency", EventType.REATTACHED);

    assertThat(there).hasSize(4);
    for (PlatformEvent arrival : there) {
      String person = performer(arrival);
      String studio = studio(arrival);
      List<PlatformEvent> own =
          logins.stream().filter(event -> performer(event).equals(person)).toList();
      assertThat(own)
          .allSatisfy(
              event ->
                  assertThat(studio(event).equals(studio))
                      .isEqualTo(!event.time().isBefore(arrival.time())));
      assertThat(truth(person).members()).contains(studio, studio(own.get(0)));
      assertThat(arrival.tenureDays()).isZero();
      assertThat(own.get(0).tenureDays()).isBetween(100, 106);
    }
  }

  @Test
  void aRingHasOneInstrumentBehindItsGroups() {
    Instant harm = WORLD.start().plus(Duration.ofDays(9));
    Set<String> instruments =
        of("behind", EventType.PAYOUT_MADE).stream()
            .filter(event -> event.time().isAfter(harm))
            .map(event -> Objects.requireNonNull(event.payout()).origin())
            .collect(Collectors.toSet());

    assertThat(instruments).hasSize(1);
    Truth instrument = truth(instruments.iterator().next());
    assertThat(instrument.truthClass()).isEqualTo(TruthClass.TRAFFICKING);
    assertThat(instrument.members()).hasSize(4);
    List<PlatformEvent> left =
        EVENTS.stream().filter(event -> event.type() == EventType.PAYOUT_MOVED_ON).toList();
    assertThat(left)
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(event.performer()).isNull();
              assertThat(Objects.requireNonNull(event.payout()).origin()).isIn(instruments);
            });
  }

  @Test
  void payersOfARingAreFewAndPayMoreEachTime() {
    List<PlatformEvent> transfers =
        EVENTS.stream().filter(event -> event.type() == EventType.TRANSFER_RECEIVED).toList();
    Map<String, Long> payers =
        transfers.stream()
            .map(event -> Objects.requireNonNull(event.payer()).origin())
            .collect(Collectors.groupingBy(token -> token, Collectors.counting()));

    assertThat(payers).hasSize(2);
    assertThat(payers.keySet())
        .allSatisfy(
            payer -> {
              assertThat(truth(payer).entityType()).isEqualTo(EntityType.PAYER);
              assertThat(truth(payer).members()).hasSize(4);
            });
    assertThat(
            transfers.stream()
                .map(event -> Objects.requireNonNull(event.amount()).minor())
                .distinct())
        .contains(20L * 400_000, 22L * 400_000);
  }

  @Test
  void aCancelledCallForHelpFollowsIt() {
    List<PlatformEvent> calls = of("behind", EventType.HELP_PRESSED, EventType.HELP_CANCELLED);
    Map<String, List<EventType>> people = new TreeMap<>();
    calls.forEach(
        event ->
            people.computeIfAbsent(performer(event), none -> new ArrayList<>()).add(event.type()));

    assertThat(people).hasSize(4);
    assertThat(people.values())
        .allSatisfy(
            types ->
                assertThat(types)
                    .containsExactly(EventType.HELP_PRESSED, EventType.HELP_CANCELLED));
  }

  @Test
  void anOutageCutsEverybodyOffAtOnce() {
    Instant from = WORLD.start().plus(Duration.ofDays(10));
    Instant until = from.plus(Duration.ofHours(4));
    List<PlatformEvent> during =
        EVENTS.stream()
            .filter(event -> event.session() != null)
            .filter(event -> event.time().isAfter(from.plus(Duration.ofMinutes(4))))
            .filter(event -> event.time().isBefore(until))
            .toList();

    assertThat(during).isEmpty();
    assertThat(
            EVENTS.stream()
                .filter(event -> event.type() == EventType.SESSION_STARTED)
                .filter(event -> event.time().isAfter(until))
                .filter(event -> event.time().isBefore(until.plus(Duration.ofMinutes(8)))))
        .hasSizeGreaterThan(1);
  }

  @Test
  void truthNamesAuditGroupsAndWhatCanBeSeen() {
    List<Truth> people =
        TRUTH.stream().filter(line -> line.entityType() == EntityType.PERFORMER).toList();

    assertThat(people).extracting(Truth::auditGroup).containsOnly("a", "b");
    assertThat(people)
        .allSatisfy(
            line ->
                assertThat(line.detectable())
                    .isEqualTo(line.behaviour().equals("behind") ? true : null));
    assertThat(people)
        .filteredOn(line -> line.behaviour().equals("behind"))
        .hasSize(4)
        .allSatisfy(line -> assertThat(line.firstEvidence()).isNotNull());
  }

  private static Set<String> devices(List<PlatformEvent> logins, Instant from, Instant until) {
    return logins.stream()
        .filter(event -> !event.time().isBefore(from) && event.time().isBefore(until))
        .map(event -> Objects.requireNonNull(event.device()).origin())
        .collect(Collectors.toSet());
  }

  private static List<PlatformEvent> of(String behaviour, EventType... types) {
    return EVENTS.stream()
        .filter(event -> List.of(types).contains(event.type()))
        .filter(event -> truth(performer(event)).behaviour().equals(behaviour))
        .toList();
  }

  private static List<Instant> times(List<PlatformEvent> events) {
    return events.stream().map(PlatformEvent::time).toList();
  }

  private static Truth truth(String origin) {
    return TRUTH.stream().filter(line -> line.origin().equals(origin)).findAny().orElseThrow();
  }

  private static String performer(PlatformEvent event) {
    TokenRef performer = event.performer();
    return performer == null ? "nobody" : performer.origin();
  }

  private static String studio(PlatformEvent event) {
    return Objects.requireNonNull(event.studio()).origin();
  }

  private static List<PlatformEvent> events() {
    List<PlatformEvent> events = new ArrayList<>();
    for (Sent sent : Worlds.records(WORLD)) {
      if (sent.topic() == Topic.PLATFORM_EVENTS) {
        PlatformEvent event =
            Objects.requireNonNull(
                RecordReader.PLATFORM_EVENTS_WITH_PAYERS.read(sent.value()).value());
        if (!event.heartbeat()) {
          events.add(event);
        }
      }
    }
    events.sort(Comparator.comparing(PlatformEvent::time));
    return events;
  }

  private static String text() {
    try (InputStream in = BricksTest.class.getResourceAsStream("/worlds/bricks.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the world is on the class path", e);
    }
  }
}
