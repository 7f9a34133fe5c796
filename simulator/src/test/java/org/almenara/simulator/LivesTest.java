package org.almenara.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.TokenRef;
import org.junit.jupiter.api.Test;

/** That the facts of a life hang together, as a platform would see them. */
class LivesTest {
  private static final Set<EventType> IN_SESSION =
      Set.of(
          EventType.SESSION_STARTED,
          EventType.SESSION_ALIVE,
          EventType.SESSION_PAUSED,
          EventType.SESSION_RESUMED,
          EventType.SESSION_ENDED);

  private final World world = Worlds.quiet();
  private final List<PlatformEvent> events = Worlds.events(world);

  @Test
  void aSessionStartsShowsLifeAndEnds() {
    Map<String, List<PlatformEvent>> sessions = sessions();
    int paused = 0;
    for (List<PlatformEvent> session : sessions.values()) {
      assertThat(session.get(0).type()).isEqualTo(EventType.SESSION_STARTED);
      for (int i = 1; i < session.size(); i++) {
        PlatformEvent before = session.get(i - 1);
        PlatformEvent now = session.get(i);
        Duration silence = Duration.between(before.time(), now.time());
        if (before.type() == EventType.SESSION_PAUSED) {
          paused++;
          assertThat(now.type()).isEqualTo(EventType.SESSION_RESUMED);
          assertThat(silence).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(45));
        } else {
          assertThat(before.type()).isNotEqualTo(EventType.SESSION_ENDED);
          assertThat(silence).isPositive();
          assertThat(silence).isLessThanOrEqualTo(silenceAllowed(now));
        }
      }
    }
    assertThat(sessions).hasSizeGreaterThan(200);
    assertThat(paused).isGreaterThan(100);
  }

  /** A pause that would outlast the session is not reported, so a last silence may be longer. */
  private Duration silenceAllowed(PlatformEvent now) {
    return now.type() == EventType.SESSION_ENDED
        ? world.aliveEvery().plusMinutes(45)
        : world.aliveEvery();
  }

  @Test
  void nobodyIsLiveTwiceAtATime() {
    Map<String, TreeMap<Instant, Instant>> live = new HashMap<>();
    for (List<PlatformEvent> session : sessions().values()) {
      PlatformEvent first = session.get(0);
      live.computeIfAbsent(performer(first), none -> new TreeMap<>())
          .put(first.time(), session.get(session.size() - 1).time());
    }
    for (TreeMap<Instant, Instant> spans : live.values()) {
      Instant free = world.start();
      for (Map.Entry<Instant, Instant> span : spans.entrySet()) {
        assertThat(span.getKey()).isAfterOrEqualTo(free);
        free = span.getValue();
      }
    }
    assertThat(live).hasSizeGreaterThan(30);
  }

  @Test
  void newcomersAreRegisteredBeforeAnythingElse() {
    Map<String, String> firsts =
        events.stream()
            .collect(Collectors.toMap(LivesTest::performer, PlatformEvent::id, (one, two) -> one));
    List<PlatformEvent> registered =
        events.stream().filter(event -> event.type() == EventType.ACCOUNT_REGISTERED).toList();

    assertThat(registered)
        .isNotEmpty()
        .allSatisfy(event -> assertThat(firsts).containsEntry(performer(event), event.id()));
  }

  @Test
  void nobodyGoesLiveAfterLeaving() {
    Map<String, Instant> left = times(EventType.EXIT_COMPLETED);
    List<PlatformEvent> later =
        events.stream()
            .filter(event -> event.type() == EventType.LOGIN)
            .filter(
                event -> !event.time().isBefore(left.getOrDefault(performer(event), world.end())))
            .toList();

    assertThat(left).isNotEmpty();
    assertThat(later).isEmpty();
  }

  @Test
  void exitsEndAsTheyWereAskedFor() {
    Map<String, Instant> requested = times(EventType.EXIT_REQUESTED);
    List<PlatformEvent> ends =
        events.stream()
            .filter(
                event ->
                    event.type() == EventType.EXIT_COMPLETED
                        || event.type() == EventType.EXIT_REVERSED)
            .toList();

    assertThat(ends)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            event -> {
              assertThat(requested.get(performer(event))).isBefore(event.time());
              assertThat(event.what())
                  .isEqualTo(
                      event.studio() == null
                          ? PlatformEvent.What.CLOSURE
                          : PlatformEvent.What.DETACH);
            });
  }

  @Test
  void allThatIsPaidOutWasEarned() {
    Map<String, Long> purse = new HashMap<>();
    int payouts = 0;
    for (PlatformEvent event : inTime()) {
      if (event.type() == EventType.PAYMENT_RECEIVED) {
        purse.merge(performer(event), minor(event), Long::sum);
      } else if (event.type() == EventType.PAYOUT_MADE) {
        payouts++;
        assertThat(event.payout()).isNotNull();
        purse.merge(performer(event), -minor(event), Long::sum);
        assertThat(purse.get(performer(event))).isNotNegative();
      }
    }
    assertThat(payouts).isGreaterThan(30);
  }

  @Test
  void tokensAreRenewedMidwayAndOriginsStay() {
    Instant renewal = world.start().plus(world.rotation().after());
    List<PlatformEvent> renewed =
        events.stream().filter(event -> performerRef(event).token().startsWith("prf2_")).toList();
    long people = renewed.stream().map(LivesTest::performer).distinct().count();

    assertThat(people).isBetween(10L, 30L);
    assertThat(renewed)
        .allSatisfy(
            event -> {
              assertThat(event.time()).isAfterOrEqualTo(renewal);
              assertThat(performer(event)).startsWith("prf1_");
            });
    assertThat(events)
        .filteredOn(event -> event.time().isBefore(renewal))
        .allSatisfy(event -> assertThat(performerRef(event).token()).isEqualTo(performer(event)));
  }

  private Map<String, List<PlatformEvent>> sessions() {
    Map<String, List<PlatformEvent>> sessions = new HashMap<>();
    for (PlatformEvent event : inTime()) {
      if (IN_SESSION.contains(event.type())) {
        String session = Objects.requireNonNull(event.session()).origin();
        sessions.computeIfAbsent(session, none -> new ArrayList<>()).add(event);
      }
    }
    return sessions;
  }

  private List<PlatformEvent> inTime() {
    return events.stream().sorted(Comparator.comparing(PlatformEvent::time)).toList();
  }

  private Map<String, Instant> times(EventType type) {
    return events.stream()
        .filter(event -> event.type() == type)
        .collect(Collectors.toMap(LivesTest::performer, PlatformEvent::time));
  }

  private static TokenRef performerRef(PlatformEvent event) {
    return Objects.requireNonNull(event.performer());
  }

  private static String performer(PlatformEvent event) {
    return performerRef(event).origin();
  }

  private static long minor(PlatformEvent event) {
    return Objects.requireNonNull(event.amount()).minor();
  }
}
