package org.almenara.engine.evaluate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;
import org.jspecify.annotations.Nullable;

/**
 * Runs members and groups over what a {@link PartitionReader} reads: the step for groups lags
 * behind, what is said to it comes in any order, and states are written and read back.
 */
final class GroupWalk {

  private final Random random;
  private final FanOut fanOut;
  private final EntityEvaluator entities;
  private final GroupEvaluator groups;
  private final Map<String, EntityState> entityStates = new HashMap<>();
  private final Map<String, GroupState> groupStates = new HashMap<>();
  private final List<Standing> onTheWay = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private long groupsWatermark = Long.MIN_VALUE;
  private int waitingAcrossARestart;

  GroupWalk(RuleSet ruleSet, Random random) {
    this.random = random;
    this.fanOut = new FanOut(ruleSet);
    this.entities = new EntityEvaluator(ruleSet);
    this.groups = new GroupEvaluator(ruleSet);
  }

  /** Runs to an instant by which all is over. */
  GroupWalk run(List<Arrived> records, long end) {
    PartitionReader.read(records, random, this::read, this::advance);
    advance(end);
    advanceGroups();
    return this;
  }

  private void read(Arrived arrived) {
    long visible = EventTime.visible(arrived.entry().time(), arrived.arrival());
    for (Fanned fanned : fanOut.fan(arrived.source(), arrived.entry(), visible)) {
      EntityState state =
          entityStates.computeIfAbsent(fanned.entity().key(), key -> new EntityState());
      entities.add(state, fanned, watermark);
      state.setTimer(entities.nextInstant(state));
      if (random.nextInt(6) == 0) {
        entityStates.put(fanned.entity().key(), Walk.restarted(state));
      }
    }
  }

  private void advance(long to) {
    if (to == Long.MAX_VALUE || to <= watermark) {
      return;
    }
    watermark = to;
    String key = earliest(entityStates, EntityState::timer, to);
    while (key != null) {
      EntityState state = Objects.requireNonNull(entityStates.get(key));
      Subject entity = Subject.ofKey(key);
      long instant = state.timer();
      findings.addAll(
          entities.evaluate(state, entity.type(), entity.origin(), instant, onTheWay::add));
      state.setTimer(entities.nextInstant(state));
      if (entities.ended(state, instant)) {
        entityStates.remove(key);
      }
      key = earliest(entityStates, EntityState::timer, to);
    }
    if (random.nextInt(3) == 0) {
      advanceGroups();
    }
  }

  /** What is on the way comes before the watermark, in any order. */
  private void advanceGroups() {
    Collections.shuffle(onTheWay, random);
    for (Standing standing : onTheWay) {
      assertThatItIsNotLate(standing);
      String key = standing.group().key();
      GroupState state = groupStates.computeIfAbsent(key, k -> new GroupState());
      state.setTimer(state.add(standing));
      perhapsRestart(key);
    }
    onTheWay.clear();
    groupsWatermark = watermark;
    String key = earliest(groupStates, GroupState::timer, groupsWatermark);
    while (key != null) {
      GroupState state = Objects.requireNonNull(groupStates.get(key));
      Subject group = Subject.ofKey(key);
      findings.addAll(groups.evaluate(state, group.type(), group.origin(), state.timer()));
      state.setTimer(groups.nextInstant(state));
      if (state.isEmpty()) {
        groupStates.remove(key);
      } else {
        perhapsRestart(key);
      }
      key = earliest(groupStates, GroupState::timer, groupsWatermark);
    }
  }

  private void assertThatItIsNotLate(Standing standing) {
    if (standing.instant() <= groupsWatermark) {
      throw new AssertionError("a standing behind the watermark: " + standing);
    }
  }

  private static <T> @Nullable String earliest(
      Map<String, T> states, ToLongFunction<T> timer, long to) {
    String earliest = null;
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, T> entry : states.entrySet()) {
      long at = timer.applyAsLong(entry.getValue());
      if (at <= to && at < least) {
        least = at;
        earliest = entry.getKey();
      }
    }
    return earliest;
  }

  private void perhapsRestart(String key) {
    if (random.nextInt(4) == 0) {
      GroupState state = Objects.requireNonNull(groupStates.get(key));
      waitingAcrossARestart += state.arrived.isEmpty() ? 0 : 1;
      groupStates.put(key, random.nextBoolean() ? restarted(state) : state.copy());
    }
  }

  static GroupState restarted(GroupState state) {
    try {
      return GroupState.read(new DataInputStream(new ByteArrayInputStream(bytes(state))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(GroupState state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      state.write(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What was said, in {@link GroupBruteForce#ORDER}. */
  List<Finding> findings() {
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(GroupBruteForce.ORDER);
    return ordered;
  }

  /** States that are still kept. */
  int kept() {
    return entityStates.size() + groupStates.size();
  }

  int waitingAcrossARestart() {
    return waitingAcrossARestart;
  }
}
