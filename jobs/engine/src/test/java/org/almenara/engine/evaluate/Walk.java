package org.almenara.engine.evaluate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.almenara.engine.PlainRun.Arrived;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;

/**
 * Runs entities over what a {@link PartitionReader} reads: timers fire when the watermark passes
 * them, states are written and read back, and copies go on in their stead.
 */
final class Walk {

  private final Random random;
  private final FanOut fanOut;
  private final Erasures erasures = new Erasures();
  private final EntityEvaluator evaluator;
  private BruteForce.Erased heardLater = BruteForce.Erased.NOTHING;
  private final boolean restarting;
  private final Map<String, EntityState> states = new HashMap<>();
  private final Map<String, Subject> entities = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private int pendingAcrossARestart;
  private int restarts;

  Walk(RuleSet ruleSet, Guards guards, Random random) {
    this(ruleSet, guards, random, new Feeds());
  }

  Walk(RuleSet ruleSet, Guards guards, Random random, Feeds feeds) {
    this.random = random;
    this.fanOut = new FanOut(ruleSet);
    this.evaluator = new EntityEvaluator(ruleSet, guards, Failures.UNHEARD, erasures, feeds);
    // A summary that is read back has its guards on, so a run without them is not restarted.
    this.restarting = guards.equals(Guards.ON);
  }

  /** An erasure, of which the evaluator hears some time before it takes effect. */
  Walk erasing(BruteForce.Erased erased) {
    heardLater = erased;
    return this;
  }

  private void hear() {
    BruteForce.Erased erased = heardLater;
    heardLater = BruteForce.Erased.NOTHING;
    if (erased.origin().isEmpty()) {
      return;
    }
    erasures.add(erased.origin(), erased.from());
    states.forEach(
        (key, state) -> {
          Subject entity = Objects.requireNonNull(entities.get(key));
          if (evaluator.hear(state, entity.origin(), erased.origin())) {
            state.setTimer(evaluator.nextInstant(state));
          }
        });
  }

  /** Runs to an instant by which all is over. */
  Walk run(List<Arrived> records, long end) {
    PartitionReader.read(
        records,
        random,
        arrived -> {
          if (random.nextInt(8) == 0) {
            hear();
          }
          read(arrived);
        },
        this::advance);
    advance(end);
    return this;
  }

  private void read(Arrived arrived) {
    long visible = EventTime.visible(arrived.entry().time(), arrived.arrival());
    for (Fanned fanned : fanOut.fan(arrived.source(), arrived.entry(), visible)) {
      String key = fanned.entity().key();
      if (evaluator.isErased(fanned)) {
        continue;
      }
      entities.put(key, fanned.entity());
      EntityState state = states.computeIfAbsent(key, k -> new EntityState());
      evaluator.add(state, fanned, watermark);
      state.setTimer(evaluator.nextInstant(state));
      perhapsRestart(key);
    }
  }

  private void advance(long to) {
    if (to == Long.MAX_VALUE || to <= watermark) {
      return;
    }
    if (to >= heardLater.from()) {
      hear();
    }
    watermark = to;
    while (true) {
      String key = null;
      for (Map.Entry<String, EntityState> entry : states.entrySet()) {
        if (entry.getValue().timer() <= to
            && (key == null || entry.getValue().timer() < state(key).timer())) {
          key = entry.getKey();
        }
      }
      if (key == null) {
        return;
      }
      fire(key);
    }
  }

  private void fire(String key) {
    EntityState state = state(key);
    long instant = state.timer();
    Subject entity = Objects.requireNonNull(entities.get(key));
    findings.addAll(evaluator.evaluate(state, entity.type(), entity.origin(), instant));
    state.setTimer(evaluator.nextInstant(state));
    if (state.timer() <= instant && !evaluator.ended(state, instant)) {
      throw new IllegalStateException("time stands still at " + instant);
    }
    if (evaluator.ended(state, instant)) {
      states.remove(key);
    } else {
      perhapsRestart(key);
    }
  }

  private EntityState state(String key) {
    return Objects.requireNonNull(states.get(key));
  }

  private void perhapsRestart(String key) {
    if (restarting && random.nextInt(6) == 0) {
      EntityState state = state(key);
      restarts++;
      pendingAcrossARestart += state.pending.isEmpty() ? 0 : 1;
      states.put(key, random.nextBoolean() ? restarted(state) : state.copy());
    }
  }

  static EntityState restarted(EntityState state) {
    try {
      return EntityState.read(new DataInputStream(new ByteArrayInputStream(bytes(state))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(EntityState state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      state.write(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What was said, in {@link BruteForce#ORDER}. */
  List<Finding> findings() {
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(BruteForce.ORDER);
    return ordered;
  }

  /** Entities whose state is still kept. */
  int kept() {
    return states.size();
  }

  int restarts() {
    return restarts;
  }

  int pendingAcrossARestart() {
    return pendingAcrossARestart;
  }
}
