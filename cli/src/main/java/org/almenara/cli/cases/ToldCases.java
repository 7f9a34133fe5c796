package org.almenara.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.almenara.engine.cases.CaseUnit;
import org.almenara.engine.rules.Settings;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.FlaggedCase.State;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What topics of cases told in a period, as far as compaction has left it.
 *
 * @param live cases that were judged
 * @param liveNearMisses what nearly was one
 * @param shadow cases of the rule set in shadow
 * @param shadowNearMisses what nearly was one there
 */
public record ToldCases(
    List<ToldCase> live,
    List<ToldCase> liveNearMisses,
    List<ToldCase> shadow,
    List<ToldCase> shadowNearMisses) {

  /**
   * A period.
   *
   * @param from first instant
   * @param to first instant after it
   */
  public record Period(Instant from, Instant to) {}

  /**
   * A rule set in shadow.
   *
   * @param hash of the rule set
   * @param settings of it, which say for which unit its cases would be
   */
  public record Shadow(String hash, Settings settings) {}

  private record Revision(FlaggedCase flagged, String place) {

    FlaggedCase.Content content() {
      return flagged.content();
    }
  }

  /**
   * All that is told under one id.
   *
   * @param revisions as they were read
   * @param left topics that it left and has not come back to, and when
   */
  private record Trail(List<Revision> revisions, Map<String, @Nullable Instant> left) {}

  /**
   * Reads what was told.
   *
   * @param records of topics of cases, in the order of each partition
   */
  public static ToldCases of(
      List<ConsumerRecord<byte[], byte[]>> records, Period period, Shadow shadow) {
    List<Trail> trails = trails(records);
    String hash = shadow.hash();
    Predicate<FlaggedCase.Content> inShadow =
        content -> isShadow(content) && content.ruleSet().equals(hash);
    Predicate<FlaggedCase.Content> judged = content -> !isShadow(content);
    Predicate<FlaggedCase.Content> nearMiss = content -> content.state() == State.NEAR_MISS;
    Predicate<FlaggedCase.Content> stands =
        content -> content.state() != State.NEAR_MISS && content.state() != State.EXPIRED;
    return new ToldCases(
        told(trails, period, judged.and(stands), null),
        told(trails, period, judged.and(nearMiss), null),
        told(trails, period, inShadow.and(stands), shadow.settings()),
        told(trails, period, inShadow.and(nearMiss), shadow.settings()));
  }

  /** The same with those cases in shadow only that would be for some units. */
  public ToldCases ofUnits(Collection<String> units) {
    return new ToldCases(
        live,
        liveNearMisses,
        shadow.stream().filter(each -> units.contains(each.unit())).toList(),
        shadowNearMisses);
  }

  private static boolean isShadow(FlaggedCase.Content content) {
    return Boolean.TRUE.equals(content.shadow());
  }

  private static List<Trail> trails(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Trail> trails = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      String id = new String(record.key(), UTF_8);
      Trail trail =
          trails.computeIfAbsent(id, key -> new Trail(new ArrayList<>(), new HashMap<>()));
      if (record.value() == null) {
        trail.left().put(record.topic(), Instant.ofEpochMilli(record.timestamp()));
      } else {
        trail.left().put(record.topic(), null);
        trail.revisions().add(new Revision(CaseBook.read(record), CaseBook.place(record)));
      }
    }
    trails
        .values()
        .forEach(
            trail ->
                trail.revisions().sort(Comparator.comparing(each -> each.content().revision())));
    return List.copyOf(trails.values());
  }

  private static List<ToldCase> told(
      List<Trail> trails,
      Period period,
      Predicate<FlaggedCase.Content> taken,
      @Nullable Settings ofShadow) {
    List<ToldCase> told = new ArrayList<>();
    for (Trail trail : trails) {
      List<Revision> revisions =
          trail.revisions().stream().filter(each -> taken.test(each.content())).toList();
      if (revisions.isEmpty() || !revisions.get(0).content().opened().isBefore(period.to())) {
        continue;
      }
      Instant ended = ended(trail);
      if (ended != null && !ended.isAfter(period.from())) {
        continue;
      }
      // Compaction may have left only what was said after the period.
      List<Revision> before =
          revisions.stream().filter(each -> each.content().asOf().isBefore(period.to())).toList();
      List<Revision> of = before.isEmpty() ? revisions.subList(0, 1) : before;
      Revision newest = of.get(of.size() - 1);
      String unit =
          ofShadow == null
              ? newest.content().unit()
              : CaseUnit.of(of.stream().map(Revision::content).toList(), ofShadow);
      told.add(new ToldCase(newest.flagged(), newest.place(), unit, ended));
    }
    told.sort(Comparator.comparing(ToldCase::opened).thenComparing(each -> each.content().id()));
    return told;
  }

  /**
   * A case that only moved to another unit has left one topic and stands on the other. One that was
   * dismissed has ended, unless it was reopened since.
   */
  private static @Nullable Instant ended(Trail trail) {
    Instant over = null;
    for (Revision revision : trail.revisions()) {
      State state = revision.content().state();
      if (state != State.EXPIRED && state != State.DISMISSED) {
        over = null;
      } else if (over == null) {
        over = revision.content().asOf();
      }
    }
    if (over != null) {
      return over;
    }
    Instant last = null;
    for (Instant left : trail.left().values()) {
      if (left == null) {
        return null;
      }
      last = last == null || left.isAfter(last) ? left : last;
    }
    return last;
  }
}
