package org.almenara.engine.registers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.almenara.schemas.RegisterEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the feeds of platforms leave out, as the register says it at any instant: what platforms
 * declare that they cannot send ({@code feed.capability}), and when they were silent ({@code
 * feed.silence}).
 *
 * <p>An entry counts as in {@link Register}: from its Kafka timestamp and a lead on, then in place
 * of what came before under its id. A platform of which nothing is said leaves nothing out.
 */
public final class Feeds {

  /** Percent of the facts that a feed must send to be taken for whole. */
  public static final int WHOLE_PERCENT = 95;

  private final Map<String, TreeSet<Register.Said>> byId = new HashMap<>();

  /** Ids by platform, of entries that some time said that something is left out. */
  private final Map<String, Set<String>> idsByPlatform = new HashMap<>();

  /** Takes in an entry; what is about no feed is left alone, and again changes nothing. */
  public Feeds add(RegisterEntry entry, long timestamp) {
    String platform = entry.platform();
    if (!isAboutFeed(entry) || platform == null) {
      return this;
    }
    byId.computeIfAbsent(entry.id(), id -> new TreeSet<>(Register.Said.BY_TIMESTAMP))
        .add(new Register.Said(entry, timestamp));
    if (isGap(entry)) {
      idsByPlatform.computeIfAbsent(platform, of -> new TreeSet<>()).add(entry.id());
    }
    return this;
  }

  /** Whether an entry says what a feed can send, or when it was silent. */
  public static boolean isAboutFeed(RegisterEntry entry) {
    return switch (entry.type()) {
      case FEED_CAPABILITY, FEED_SILENCE -> true;
      case STUDIO_REGISTERED, STUDIO_AUDITED, PAYOUT_AGGREGATOR -> false;
    };
  }

  private static boolean isGap(RegisterEntry entry) {
    Integer percent = entry.completeness();
    return entry.type() == RegisterEntry.Type.FEED_SILENCE
        || (percent != null && percent < WHOLE_PERCENT);
  }

  /** Whether nothing is left out by any platform, at any time. */
  public boolean areWhole() {
    return idsByPlatform.isEmpty();
  }

  /**
   * What a platform's feed leaves out, past and present, as it is known at an instant.
   *
   * @param at epoch milliseconds
   * @return what begins before the instant, in order
   */
  public List<FeedGap> gaps(String platform, long at) {
    List<FeedGap> gaps = new ArrayList<>();
    for (String id : idsByPlatform.getOrDefault(platform, Set.of())) {
      for (Register.Said said : Objects.requireNonNull(byId.get(id)).descendingSet()) {
        if (said.counts(at)) {
          RegisterEntry entry = said.entry();
          long from = entry.effective().toEpochMilli();
          if (isGap(entry) && platform.equals(entry.platform()) && from < at) {
            gaps.add(
                new FeedGap(
                    platform,
                    entry.recordType(),
                    entry.field(),
                    from,
                    millis(entry.until()),
                    entry.type() == RegisterEntry.Type.FEED_SILENCE));
          }
          break;
        }
      }
    }
    gaps.sort(FeedGap.ORDER);
    return gaps;
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
