package org.almenara.cli.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.almenara.engine.live.Activations;
import org.almenara.engine.live.Heard;
import org.almenara.engine.live.Judged;
import org.almenara.engine.live.Verdict;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * All activations and stops on the topic, judged by the job's own judge: a function of the records
 * alone. What is packed with the job is not known here: where nothing is in effect, it judges.
 */
public final class ActivationHistory {

  /** So long before it takes effect an activation must be on the broker. */
  public static final Duration LEAD = Duration.ofMillis(Heard.LEAD_MILLIS);

  private static final String PACKED_IS_UNKNOWN = "";

  private final Activations activations;
  private final Map<Judged, Entry> entries = new LinkedHashMap<>();
  private final List<Unreadable> unreadable;

  /**
   * An activation or stop.
   *
   * @param judged what was written, and whether it holds
   * @param offset where on the topic, which has one partition
   */
  public record Entry(Judged judged, long offset) {

    /** What was written. */
    public Activation activation() {
      return judged.heard().activation();
    }

    /** Its Kafka timestamp. */
    public Instant written() {
      return Instant.ofEpochMilli(judged.heard().timestamp());
    }

    /** Whether it holds, and why not. */
    public Verdict verdict() {
      return judged.verdict();
    }

    /** Whether it holds. */
    public boolean valid() {
      return judged.valid();
    }

    /** Whether it stops a rule. */
    public boolean isStop() {
      return judged.type() == Activation.Type.RULE_STOPPED;
    }

    /** From when on it holds; a stop from the first instant after this. */
    public Instant effective() {
      return isStop() ? written() : Instant.ofEpochMilli(judged.effective());
    }

    /** Hash of the rule set; empty where it names none. */
    public String ruleSet() {
      return judged.ruleSet();
    }
  }

  /** A record that is no activation by its contract. */
  public record Unreadable(long offset, Instant written, Refusal why) {}

  private ActivationHistory(
      Map<Heard, Long> offsets, Function<String, Verdict> ruleSets, List<Unreadable> unreadable) {
    this.activations = Activations.of(PACKED_IS_UNKNOWN, offsets.keySet(), ruleSets);
    for (Judged judged : activations.all()) {
      long offset = Objects.requireNonNull(offsets.get(judged.heard()));
      entries.put(judged, new Entry(judged, offset));
    }
    this.unreadable = List.copyOf(unreadable);
  }

  /**
   * Judges what was read from the topic.
   *
   * @param records in the order of the partition
   * @param ruleSets what is to be said of the rule set of a hash
   */
  public static ActivationHistory of(
      List<ConsumerRecord<byte[], byte[]>> records, Function<String, Verdict> ruleSets) {
    Map<Heard, Long> offsets = new LinkedHashMap<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Decoded<Activation> decoded = RecordReader.ACTIVATIONS.read(record.value());
      Refusal why = decoded.refusal();
      Activation activation = decoded.value();
      if (why != null && why.reason() == Refusal.Reason.SAME_PERSON) {
        activation = ofOnePerson(record.value());
      }
      if (activation != null) {
        offsets.put(new Heard(activation, record.timestamp()), record.offset());
      } else if (why != null) {
        unreadable.add(
            new Unreadable(record.offset(), Instant.ofEpochMilli(record.timestamp()), why));
      }
    }
    return new ActivationHistory(offsets, ruleSets, unreadable);
  }

  /** All but the persons is as the contract asks, or the reader would have named another reason. */
  private static @Nullable Activation ofOnePerson(byte[] value) {
    try {
      return Json.read(value, Activation.class);
    } catch (IOException e) {
      return null; // it has fields besides, so that it is listed without its content
    }
  }

  /** All in the order in which they take effect, then as they were written. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** What is on the topic and is no activation by its contract. */
  public List<Unreadable> unreadable() {
    return unreadable;
  }

  /** What judges at an instant; absent: what was packed with the job. */
  public @Nullable Entry liveAt(Instant instant) {
    return entry(activations.liveAt(instant.toEpochMilli()));
  }

  /** What runs in shadow at an instant; absent: nothing. */
  public @Nullable Entry shadowAt(Instant instant) {
    return entry(activations.shadowAt(instant.toEpochMilli()));
  }

  private @Nullable Entry entry(@Nullable Judged judged) {
    return judged == null ? null : entries.get(judged);
  }

  /** Up to which instant a valid entry holds; absent: no end is in sight. */
  public @Nullable Instant endOf(Entry of) {
    long end = activations.endOf(of.judged());
    return end == Long.MAX_VALUE ? null : Instant.ofEpochMilli(end);
  }

  /** What judged before: the newest that is of another rule set; absent: there was none. */
  public @Nullable Entry liveBefore(Entry live) {
    Entry before = null;
    for (Entry entry : entries.values()) {
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
    return entries.values().stream()
        .filter(entry -> entry.valid() && !entry.isStop() && entry.effective().isAfter(instant))
        .toList();
  }

  /** Valid activations that judge at some instant from one up to another, both included. */
  public List<Entry> liveBetween(Instant from, Instant to) {
    return entries.values().stream()
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
    activations
        .stoppedAt(instant.toEpochMilli())
        .forEach((rule, stop) -> stopped.put(rule, Instant.ofEpochMilli(stop.heard().timestamp())));
    return stopped;
  }

  private static boolean isLive(Entry entry) {
    return entry.valid() && entry.activation().type() == Activation.Type.ACTIVATION_LIVE;
  }
}
