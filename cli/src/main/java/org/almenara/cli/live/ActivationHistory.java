package org.almenara.cli.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * All activations and stops, judged as the job judges them: a function of the records alone.
 *
 * @param entries in the order in which they take effect, then as they were written
 * @param unreadable what is on the topic and is no activation by its contract
 */
public record ActivationHistory(List<Entry> entries, List<Unreadable> unreadable) {

  /** So long before it takes effect an activation must be on the broker. */
  public static final Duration LEAD = Duration.ofMinutes(5);

  /** Whether an activation holds, and why not. */
  public enum Verdict {
    VALID("valid"),
    /** Another one of the same type about the same instant is newer. */
    REPLACED("replaced"),
    TOO_LATE("too_late"),
    ONE_PERSON("one_person"),
    UNKNOWN_RULE_SET("unknown_rule_set"),
    DOES_NOT_COMPILE("does_not_compile");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    /** For programs. */
    public String code() {
      return code;
    }
  }

  /**
   * An activation or stop.
   *
   * @param activation what was written
   * @param written its Kafka timestamp
   * @param offset where on the topic, which has one partition
   * @param verdict whether it holds
   */
  public record Entry(Activation activation, Instant written, long offset, Verdict verdict) {

    /** Whether it holds. */
    public boolean valid() {
      return verdict == Verdict.VALID;
    }

    /** Whether it takes the place of an older one about the same instant. */
    private boolean counts() {
      return !isStop() && verdict != Verdict.TOO_LATE && verdict != Verdict.ONE_PERSON;
    }

    private String key() {
      return activation.type().code() + ":" + effective();
    }

    /** Whether it stops a rule. */
    public boolean isStop() {
      return activation.type() == Activation.Type.RULE_STOPPED;
    }

    /** From when on it holds; a stop from the first instant after this. */
    public Instant effective() {
      Instant effective = activation.effective();
      return isStop() || effective == null ? written : effective;
    }

    /** Hash of the rule set; empty for a stop. */
    public String ruleSet() {
      String ruleSet = activation.ruleSet();
      return ruleSet == null ? "" : ruleSet;
    }
  }

  /** A record that is no activation by its contract. */
  public record Unreadable(long offset, Instant written, Refusal why) {}

  /**
   * Judges what was read from the topic.
   *
   * @param records in the order of the partition
   * @param ruleSets what speaks against activating the rule set of a hash; {@link Verdict#VALID}:
   *     nothing
   */
  public static ActivationHistory of(
      List<ConsumerRecord<byte[], byte[]>> records, Function<String, Verdict> ruleSets) {
    List<Entry> entries = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Instant written = Instant.ofEpochMilli(record.timestamp());
      Decoded<Activation> decoded = RecordReader.ACTIVATIONS.read(record.value());
      Refusal why = decoded.refusal();
      Activation activation = decoded.value();
      if (why != null && why.reason() == Refusal.Reason.SAME_PERSON) {
        activation = ofOnePerson(record.value());
      }
      if (activation == null) {
        if (why != null) {
          unreadable.add(new Unreadable(record.offset(), written, why));
        }
      } else {
        Verdict verdict = judge(activation, written, ruleSets);
        entries.add(new Entry(activation, written, record.offset(), verdict));
      }
    }
    entries.sort(Comparator.comparing(Entry::effective).thenComparing(Entry::offset));
    return new ActivationHistory(withoutReplaced(entries), List.copyOf(unreadable));
  }

  /** Of those in time the newest about an instant counts, even if its rule set is of no use. */
  private static List<Entry> withoutReplaced(List<Entry> entries) {
    Map<String, Entry> newest = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.counts()) {
        newest.merge(entry.key(), entry, (a, b) -> b.written().isBefore(a.written()) ? a : b);
      }
    }
    return entries.stream()
        .map(
            entry ->
                !entry.counts() || entry.equals(newest.get(entry.key()))
                    ? entry
                    : new Entry(
                        entry.activation(), entry.written(), entry.offset(), Verdict.REPLACED))
        .toList();
  }

  /** All but the persons is as the contract asks, or the reader would have named another reason. */
  private static @Nullable Activation ofOnePerson(byte[] value) {
    try {
      return Json.read(value, Activation.class);
    } catch (IOException e) {
      return null; // it has fields besides, so that it is listed without its content
    }
  }

  /** Whether an activation that was written then holds. */
  static Verdict judge(Activation activation, Instant written, Function<String, Verdict> ruleSets) {
    if (activation.author().equals(activation.approver())) {
      return Verdict.ONE_PERSON;
    }
    Instant effective = activation.effective();
    String ruleSet = activation.ruleSet();
    if (effective == null) {
      return Verdict.VALID;
    }
    if (effective.isBefore(written.plus(LEAD))) {
      return Verdict.TOO_LATE;
    }
    return ruleSet == null ? Verdict.VALID : ruleSets.apply(ruleSet);
  }

  /** What judges at an instant; absent: what was packed with the job. */
  public @Nullable Entry liveAt(Instant instant) {
    return at(Activation.Type.ACTIVATION_LIVE, instant);
  }

  /** What runs in shadow at an instant; absent: nothing. */
  public @Nullable Entry shadowAt(Instant instant) {
    return at(Activation.Type.ACTIVATION_SHADOW, instant);
  }

  private @Nullable Entry at(Activation.Type type, Instant instant) {
    return entries.stream()
        .filter(entry -> isOf(type, entry) && holds(entry, instant))
        .findFirst()
        .orElse(null);
  }

  private boolean holds(Entry entry, Instant instant) {
    Instant end = endOf(entry);
    return !entry.effective().isAfter(instant) && (end == null || end.isAfter(instant));
  }

  /**
   * Up to which instant a valid entry holds; absent: no end is in sight. What judges, up to the
   * next that does; a shadow, up to the next one, its explicit end, or until its rule set judges;
   * the end of a shadow, up to the next shadow; a stop, until a rule set takes effect after it,
   * which says anew which rules run.
   */
  public @Nullable Instant endOf(Entry of) {
    boolean inShadow = of.activation().type() == Activation.Type.ACTIVATION_SHADOW;
    Entry live = inShadow ? liveAt(of.effective()) : null;
    if (live != null && live.ruleSet().equals(of.ruleSet())) {
      return of.effective(); // it judges already, so it never runs in shadow
    }
    return entries.stream()
        .filter(entry -> entry.effective().isAfter(of.effective()))
        .filter(
            entry ->
                switch (of.activation().type()) {
                  case ACTIVATION_LIVE, RULE_STOPPED -> isLive(entry);
                  case ACTIVATION_SHADOW -> endsShadow(entry, of);
                  case SHADOW_ENDED -> isOf(Activation.Type.ACTIVATION_SHADOW, entry);
                })
        .map(Entry::effective)
        .findFirst()
        .orElse(null);
  }

  private static boolean endsShadow(Entry entry, Entry shadow) {
    return isOf(Activation.Type.ACTIVATION_SHADOW, entry)
        || isOf(Activation.Type.SHADOW_ENDED, entry)
        || (isLive(entry) && entry.ruleSet().equals(shadow.ruleSet()));
  }

  /** What judged before: the newest that is of another rule set; absent: there was none. */
  public @Nullable Entry liveBefore(Entry live) {
    Entry before = null;
    for (Entry entry : entries) {
      if (entry.equals(live)) {
        break;
      }
      if (isLive(entry) && !entry.ruleSet().equals(live.ruleSet())) {
        before = entry;
      }
    }
    return before;
  }

  /** Valid entries but stops that take effect after an instant, in that order. */
  public List<Entry> plannedAfter(Instant instant) {
    return entries.stream()
        .filter(entry -> entry.valid() && !entry.isStop() && entry.effective().isAfter(instant))
        .toList();
  }

  /** Valid activations that judge at some instant from one up to another, both included. */
  public List<Entry> liveBetween(Instant from, Instant to) {
    return entries.stream()
        .filter(ActivationHistory::isLive)
        .filter(entry -> !entry.effective().isAfter(to))
        .filter(
            entry -> {
              Instant end = endOf(entry);
              return end == null || end.isAfter(from);
            })
        .toList();
  }

  /** Rules that are stopped at an instant, by id, with when their first stop was written. */
  public SortedMap<String, Instant> stoppedAt(Instant instant) {
    SortedMap<String, Instant> stopped = new TreeMap<>();
    for (Entry entry : entries) {
      String rule = entry.activation().rule();
      if (entry.valid()
          && entry.isStop()
          && rule != null
          && entry.written().isBefore(instant)
          && holds(entry, instant)) {
        stopped.putIfAbsent(rule, entry.written());
      }
    }
    return stopped;
  }

  private static boolean isLive(Entry entry) {
    return isOf(Activation.Type.ACTIVATION_LIVE, entry);
  }

  private static boolean isOf(Activation.Type type, Entry entry) {
    return entry.valid() && entry.activation().type() == type;
  }
}
