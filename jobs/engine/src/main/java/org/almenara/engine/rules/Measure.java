package org.almenara.engine.rules;

import java.util.List;
import java.util.Set;
import org.almenara.engine.measures.Absences;
import org.almenara.engine.measures.Changes;
import org.almenara.engine.measures.Extremes;
import org.almenara.engine.measures.FirstSightings;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.LiveSessions;
import org.almenara.engine.measures.Load;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.RecentRecords;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Returns;
import org.almenara.engine.measures.RoughTokens;
import org.almenara.engine.measures.Sequences;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.measures.SummaryBytes;
import org.almenara.engine.measures.Tiles;
import org.almenara.engine.registers.Register;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an entity, shared by all rules that read it.
 *
 * @param fingerprint identity: entity type, kind of state, what it takes, and the times below
 * @param entity what it is kept for
 * @param kind of state
 * @param text what it takes, as rules write it
 * @param intake the same, compiled
 * @param times what its state is shaped by, by kind: the tile of tiles; the longest time between
 *     two records of a pattern; silence and memory of returns; memory of first sightings and
 *     changes. Milliseconds
 * @param k how many it remembers, for kinds that remember the most recent; see {@link
 *     RecentRecords}
 * @param window longest window, with its baseline, that reads it, milliseconds
 */
public record Measure(
    long fingerprint,
    EntityType entity,
    MeasureForm.Kind kind,
    String text,
    Intake intake,
    List<Long> times,
    int k,
    long window) {

  /** The classes of K: thresholds that move within a class keep their state. */
  private static final List<Integer> K_CLASSES = List.of(8, 32, 128, 512, 1000);

  /** How many members a finding can be passed on to. */
  static final int MOST_MEMBERS = 128;

  /** The same for other readers. */
  Measure withBounds(int k, long window) {
    return new Measure(fingerprint, entity, kind, text, intake, times, k, window);
  }

  /** The same measure for the readers of both: the largest K and the longest window. */
  static Measure forReadersOfBoth(Measure a, Measure b) {
    return a.withBounds(Math.max(a.k, b.k), Math.max(a.window, b.window));
  }

  /** The class of K for a threshold of at most 1000. */
  static int kFor(long threshold) {
    return K_CLASSES.stream().filter(k -> k >= threshold).findFirst().orElseThrow();
  }

  /**
   * What it takes of a record; absent when it does not take it.
   *
   * @param visible when the record becomes visible, epoch milliseconds
   */
  public @Nullable Reading read(SourceRecord source, Register register, long visible) {
    return intake.read(fingerprint, source, register, visible);
  }

  /** The types of the records that it can take; empty when there is no record that it could. */
  public Set<String> types() {
    return intake.where().types();
  }

  /** An empty summary. */
  public Summary newSummary(Guards guards) {
    return switch (kind) {
      case RECORDS -> new RecentRecords(k, guards);
      case TOKENS -> new RecentTokens(k);
      case ROUGH_TOKENS -> new RoughTokens(times.get(0));
      case SESSIONS -> new LiveSessions();
      case TILES -> new Tiles(times.get(0), guards);
      case LEAST -> new Extremes(Function.MIN, times.get(0));
      case GREATEST -> new Extremes(Function.MAX, times.get(0));
      case SEQUENCES -> new Sequences(k, times.get(0));
      case ABSENCES -> new Absences(k, times.get(0));
      case RETURNS -> new Returns(times.get(0), times.get(1));
      case FIRST_SIGHTINGS -> new FirstSightings(k, times.get(0));
      case CHANGES -> new Changes(k, times.get(0));
    };
  }

  /**
   * How many bytes its summary takes at most.
   *
   * @param slide how often it is read, milliseconds
   * @param records how many it has taken at most; {@link SummaryBytes#ANY}
   */
  public long bytes(Load load, long slide, long records) {
    SummaryBytes bytes = new SummaryBytes(load, window, slide, records);
    return switch (kind) {
      case RECORDS -> bytes.recentRecords(k);
      case TOKENS -> bytes.recentTokens(k);
      case ROUGH_TOKENS -> bytes.roughTokens(times.get(0));
      case SESSIONS -> bytes.liveSessions(intake.token() != null);
      case TILES -> bytes.tiles(times.get(0), intake.numbers(), !intake.roles().isEmpty());
      case LEAST, GREATEST -> bytes.extremes(times.get(0));
      case SEQUENCES -> bytes.patterns(k, 3);
      case ABSENCES -> bytes.patterns(k, 2);
      case CHANGES -> bytes.patterns(k, 1);
      case RETURNS -> bytes.returns(times.get(0), times.get(1));
      case FIRST_SIGHTINGS -> bytes.firstSightings(k, times.get(0));
    };
  }

  /**
   * How long after its newest record it can matter, milliseconds: the longest window, and what it
   * remembers before the window begins.
   */
  public long lifetime() {
    return switch (kind) {
      case RECORDS, TOKENS, ROUGH_TOKENS, TILES, LEAST, GREATEST -> window;
      case SESSIONS -> Math.max(window + LiveSessions.TAIL_MILLIS, LiveSessions.SILENCE_MILLIS);
      case SEQUENCES -> window + Sequences.memoryMillis(times.get(0));
      case ABSENCES -> window + Absences.memoryMillis(times.get(0));
      case RETURNS -> window + Returns.memoryMillis(times.get(1));
      case FIRST_SIGHTINGS -> window + FirstSightings.memoryMillis(times.get(0));
      case CHANGES -> window + Changes.memoryMillis(times.get(0));
    };
  }

  /** How far before a window a record can lie that shows what is in it, milliseconds. */
  long reachesBack() {
    return switch (kind) {
      case SESSIONS -> LiveSessions.TAIL_MILLIS;
      case ABSENCES -> Absences.memoryMillis(times.get(0));
      case RECORDS,
          TOKENS,
          ROUGH_TOKENS,
          TILES,
          LEAST,
          GREATEST,
          SEQUENCES,
          RETURNS,
          FIRST_SIGHTINGS,
          CHANGES ->
          0;
    };
  }
}
