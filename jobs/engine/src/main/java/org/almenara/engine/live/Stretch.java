package org.almenara.engine.live;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.Union;
import org.almenara.engine.rules.Warming;
import org.jspecify.annotations.Nullable;

/**
 * What holds from one change to the next: for instants in it, and for records that become visible
 * in it.
 */
public final class Stretch {

  private final long from;
  private final RuleSet live;
  private final @Nullable RuleSet shadow;
  private final RuleSet lastShadow;
  private final Union union;
  private final long fedSince;
  private final Set<String> stopped;
  private final Map<String, List<Warming>> warming;
  private @Nullable RuleSet joined;

  Stretch(
      long from,
      RuleSet live,
      @Nullable RuleSet shadow,
      RuleSet lastShadow,
      Union union,
      long fedSince,
      Set<String> stopped,
      Map<String, List<Warming>> warming) {
    this.from = from;
    this.live = live;
    this.shadow = shadow;
    this.lastShadow = lastShadow;
    this.union = union;
    this.fedSince = fedSince;
    this.stopped = stopped;
    this.warming = warming;
  }

  /** Its first instant; {@link Long#MIN_VALUE} for the first stretch of all. */
  public long from() {
    return from;
  }

  /** The rule set that judges, as it was published. */
  public RuleSet live() {
    return live;
  }

  /** The rule set that runs in shadow; absent: none does. */
  public @Nullable RuleSet shadow() {
    return shadow;
  }

  /** Ids of the rules that are silenced. */
  public Set<String> stopped() {
    return stopped;
  }

  /** Both lanes over shared measures, for entities; see {@link Union#joined}. */
  public synchronized RuleSet joined() {
    RuleSet built = joined;
    if (built == null) {
      built = union.joined(fedSince, warming).without(inAnyLane(stopped));
      joined = built;
    }
    return built;
  }

  /** One lane, for groups; see {@link Union#in}. */
  public RuleSet ofGroups(Lane lane) {
    return union.in(lane, warming).without(inAnyLane(stopped));
  }

  /**
   * The rule set of one lane, for scores and cases. Where nothing runs in shadow it is the last one
   * that did, without its rules: so what it said fades and its cases end.
   */
  public RuleSet in(Lane lane) {
    return switch (lane) {
      case LIVE -> live.without(stopped);
      case SHADOW -> shadow == null ? lastShadow.withoutRules() : shadow.without(stopped);
    };
  }

  private static Set<String> inAnyLane(Set<String> rules) {
    return rules.stream()
        .flatMap(rule -> Stream.of(Lane.values()).map(lane -> lane.key(rule)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the same holds in both. */
  boolean saysTheSameAs(Stretch other) {
    RuleSet own = shadow;
    RuleSet others = other.shadow;
    return live.hash().equals(other.live.hash())
        && (own == null ? "" : own.hash()).equals(others == null ? "" : others.hash())
        && stopped.equals(other.stopped);
  }
}
