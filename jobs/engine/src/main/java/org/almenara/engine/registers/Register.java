package org.almenara.engine.registers;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.almenara.schemas.Json;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * What registers say of studios and payout instruments, at any instant.
 *
 * <p>An entry counts from its Kafka timestamp and a lead on, so that every worker has heard of it;
 * from then on it replaces what came before under its id. While it counts it holds from its {@code
 * effective} to its {@code until}. So an answer depends on the entries and the instant alone, not
 * on the order in which they came. What a feed can or cannot say is asked of {@link Feeds}.
 */
public final class Register {

  /** From an entry's timestamp to the first instant at which it counts. */
  public static final long LEAD_MILLIS = Duration.ofMinutes(5).toMillis();

  /** An audit says nothing of what came so long after it. */
  private static final int AUDIT_MONTHS = 12;

  /** The entries that were ever given under one id. */
  private final Map<String, TreeSet<Said>> byId = new HashMap<>();

  /** Ids by the origin of each token that any of their entries names; a few at most. */
  private final Map<String, Set<String>> idsByOrigin = new HashMap<>();

  /**
   * An entry as the topic has it.
   *
   * @param timestamp of Kafka, epoch milliseconds
   */
  public record Said(RegisterEntry entry, long timestamp) {

    /** Of two with one timestamp the greater text counts, since no order between them is kept. */
    static final Comparator<Said> BY_TIMESTAMP =
        Comparator.comparingLong(Said::timestamp)
            .thenComparing(said -> Json.canonical(said.entry), Arrays::compare);

    boolean counts(long at) {
      return timestamp + LEAD_MILLIS <= at;
    }

    private boolean holds(long at) {
      Instant until = entry.until();
      return entry.effective().toEpochMilli() <= at && (until == null || at < until.toEpochMilli());
    }

    private boolean isFresh(long at) {
      Instant stale =
          entry.effective().atOffset(ZoneOffset.UTC).plusMonths(AUDIT_MONTHS).toInstant();
      return at < stale.toEpochMilli();
    }

    private @Nullable String origin() {
      TokenRef of =
          switch (entry.type()) {
            case STUDIO_REGISTERED, STUDIO_AUDITED -> entry.studio();
            case PAYOUT_AGGREGATOR -> entry.payout();
            case FEED_CAPABILITY, FEED_SILENCE -> null;
          };
      return of == null ? null : of.origin();
    }
  }

  /** Takes in an entry; again, and nothing changes. */
  public Register add(RegisterEntry entry, long timestamp) {
    Said said = new Said(entry, timestamp);
    byId.computeIfAbsent(entry.id(), id -> new TreeSet<>(Said.BY_TIMESTAMP)).add(said);
    String origin = said.origin();
    if (origin != null) {
      idsByOrigin.computeIfAbsent(origin, of -> new TreeSet<>()).add(entry.id());
    }
    return this;
  }

  /**
   * Whether a register lists a studio.
   *
   * @param at epoch milliseconds
   */
  public boolean isRegistered(String studio, long at) {
    return any(studio, RegisterEntry.Type.STUDIO_REGISTERED, at, said -> true);
  }

  /**
   * Whether somebody independent has looked at a studio in the twelve months before.
   *
   * @param at epoch milliseconds
   */
  public boolean isAudited(String studio, long at) {
    return any(studio, RegisterEntry.Type.STUDIO_AUDITED, at, said -> said.isFresh(at));
  }

  /**
   * How many performers a studio declared to the register that listed it last; absent where it
   * declared none.
   *
   * @param at epoch milliseconds
   */
  public @Nullable Integer size(String studio, long at) {
    return standing(studio, RegisterEntry.Type.STUDIO_REGISTERED, at).stream()
        .filter(said -> said.entry().size() != null)
        .max(
            Comparator.comparing((Said said) -> said.entry().effective())
                .thenComparing(Said.BY_TIMESTAMP))
        .map(said -> said.entry().size())
        .orElse(null);
  }

  /**
   * Whether a payout instrument pays many people who have nothing to do with one another.
   *
   * @param at epoch milliseconds
   */
  public boolean isAggregator(String payout, long at) {
    return any(payout, RegisterEntry.Type.PAYOUT_AGGREGATOR, at, said -> true);
  }

  private boolean any(String origin, RegisterEntry.Type type, long at, Predicate<Said> that) {
    return standing(origin, type, at).stream().anyMatch(that);
  }

  /** The entries of a type that hold for a token. */
  private List<Said> standing(String origin, RegisterEntry.Type type, long at) {
    List<Said> standing = new ArrayList<>(1);
    for (String id : idsByOrigin.getOrDefault(origin, Set.of())) {
      for (Said said : Objects.requireNonNull(byId.get(id)).descendingSet()) {
        if (said.counts(at)) {
          if (said.entry().type() == type && origin.equals(said.origin()) && said.holds(at)) {
            standing.add(said);
          }
          break;
        }
      }
    }
    return standing;
  }
}
