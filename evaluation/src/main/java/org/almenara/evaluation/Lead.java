package org.almenara.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.simulator.TruthClass;

/**
 * A case as a world's run gave it.
 *
 * @param id of the case
 * @param type what it is about
 * @param origin whom or which
 * @param opened the instant at which it opened, epoch milliseconds
 * @param unit for which it opened
 * @param word the estimative word when it opened
 * @param predicted what the case describes: that of its typologies, else what its unit is for
 * @param unrationed whether it is opened at once, whatever else waits: a possible minor, or
 *     somebody who asked for help
 * @param rules of its factors when it opened
 * @param points its rank in thousandths of a point, from each revision on
 * @param ended when all that carried it had faded; {@link Long#MAX_VALUE} where it never did
 */
record Lead(
    String id,
    EntityType type,
    String origin,
    long opened,
    String unit,
    String word,
    TruthClass predicted,
    boolean unrationed,
    List<String> rules,
    TreeMap<Long, Long> points,
    long ended) {

  static final String LABOUR = "labour";
  private static final String MINORS = "minors";
  private static final String DISTRESS = "I35";

  /** Its rank at an instant. */
  long pointsAt(long instant) {
    Map.Entry<Long, Long> at = points.floorEntry(instant);
    return at == null ? 0 : at.getValue();
  }

  /** The cases that revisions make, in order of opening. */
  static Collection<Lead> of(List<CaseRevision> revisions) {
    Map<String, List<FlaggedCase.Content>> byId = new LinkedHashMap<>();
    for (CaseRevision revision : revisions) {
      if (revision.content() != null) {
        FlaggedCase.Content said = read(revision.content());
        if (said.state() != FlaggedCase.State.NEAR_MISS && said.shadow() == null) {
          byId.computeIfAbsent(said.id(), id -> new ArrayList<>()).add(said);
        }
      }
    }
    return byId.values().stream().map(Lead::ofRevisions).toList();
  }

  private static Lead ofRevisions(List<FlaggedCase.Content> revisions) {
    FlaggedCase.Content first = revisions.get(0);
    FlaggedCase.Content last = revisions.get(revisions.size() - 1);
    TreeMap<Long, Long> points = new TreeMap<>();
    revisions.forEach(
        said -> points.put(said.asOf().toEpochMilli(), said.strength().pointsMilli()));
    boolean urgent = first.factors().stream().anyMatch(f -> f.indicator().equals(DISTRESS));
    return new Lead(
        first.id(),
        first.focal().type(),
        first.focal().origin(),
        first.opened().toEpochMilli(),
        first.unit(),
        first.strength().word(),
        predicted(first),
        urgent || first.unit().equals(MINORS),
        first.factors().stream().map(FlaggedCase.Factor::rule).distinct().sorted().toList(),
        points,
        last.state() == FlaggedCase.State.EXPIRED ? last.asOf().toEpochMilli() : Long.MAX_VALUE);
  }

  private static TruthClass predicted(FlaggedCase.Content said) {
    Set<FlaggedCase.Situation> describes =
        said.typologies().stream().map(FlaggedCase.Typology::describes).collect(Collectors.toSet());
    if (said.unit().equals(MINORS) || describes.contains(FlaggedCase.Situation.CHILD)) {
      return TruthClass.CHILD;
    }
    boolean labour =
        said.unit().equals(LABOUR) && !describes.contains(FlaggedCase.Situation.TRAFFICKING);
    return labour ? TruthClass.LABOUR_ABUSE : TruthClass.TRAFFICKING;
  }

  private static FlaggedCase.Content read(String content) {
    try {
      return Json.read(content.getBytes(StandardCharsets.UTF_8), FlaggedCase.Content.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
