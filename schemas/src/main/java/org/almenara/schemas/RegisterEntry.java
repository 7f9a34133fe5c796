package org.almenara.schemas;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact that holds from one instant to another and that no platform event carries: topic {@code
 * registers.v1}, keyed by id and kept for ever.
 *
 * <p>A later record with the same id replaces the earlier one, so that an entry can be given its
 * end. Which type needs which field stands in {@link Type}.
 *
 * @param id names the entry; a later record with this id replaces it
 * @param type what is said
 * @param time when it was recorded
 * @param effective first instant for which it holds
 * @param until first instant for which it no longer holds; absent: no end is known
 * @param studio the studio that was registered or audited
 * @param size how many performers the studio declared to the register; absent: it declared none
 * @param payout the aggregator's instrument, or one that the register knows as the studio's own
 * @param market country of the register
 * @param platform platform whose feed is meant
 * @param recordType type of its records that is meant; absent in a silence: all types
 * @param field contract field of the type, a dotted path; absent: the type as a whole
 * @param completeness how many of the facts that happen are sent, in percent; 0: the feed lacks it
 */
public record RegisterEntry(
    @Shaped(Shape.RECORD_ID) String id,
    Type type,
    Instant time,
    Instant effective,
    @Nullable Instant until,
    @Prefixed("stu") @Nullable TokenRef studio,
    @Bounded(min = 0, max = 1_000_000) @Nullable Integer size,
    @Prefixed("pay") @Nullable TokenRef payout,
    @Shaped(Shape.COUNTRY) @Nullable String market,
    @Shaped(Shape.CODE) @Nullable String platform,
    @Shaped(Shape.CODE) @Nullable String recordType,
    @Shaped(Shape.CODE) @Nullable String field,
    @Bounded(min = 0, max = 100) @Nullable Integer completeness) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  static RegisterEntry of(@Nullable Object[] values) {
    return new RegisterEntry(
        (String) values[0],
        (Type) values[1],
        (Instant) values[2],
        (Instant) values[3],
        (Instant) values[4],
        (TokenRef) values[5],
        (Integer) values[6],
        (TokenRef) values[7],
        (String) values[8],
        (String) values[9],
        (String) values[10],
        (String) values[11],
        (Integer) values[12]);
  }

  /** What an entry says, with the fields that it cannot do without. */
  public enum Type implements RecordType {
    /** A register lists {@code studio}; its declared {@code size} is a baseline, nothing else. */
    STUDIO_REGISTERED("studio.registered", "studio"),
    /** Somebody independent of the studio looked at its working conditions. */
    STUDIO_AUDITED("studio.audited", "studio"),
    /** What a platform sends; rules that need more are not evaluable. */
    FEED_CAPABILITY("feed.capability", "platform", "record_type", "completeness"),
    /** A platform sent nothing from {@code effective} to {@code until}. */
    FEED_SILENCE("feed.silence", "platform"),
    /** {@code payout} pays many people who have nothing to do with one another. */
    PAYOUT_AGGREGATOR("payout.aggregator", "payout");

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> required;

    Type(String code, String... required) {
      this.code = code;
      this.required = List.of(required);
    }

    @Override
    public String code() {
      return code;
    }

    @Override
    public List<String> required() {
      return required;
    }
  }
}
