package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.almenara.engine.measures.Listed;

/**
 * All that is kept for one entity: its measures, the records that wait for their instant, and what
 * its rules said last. One blob, read and written once a record.
 *
 * <p>Bound: the sum over its measures, see {@link org.almenara.engine.measures.Summary}, times one
 * plus the pending instants, the members told, see {@link RuleState}, a group for each membership,
 * and the platforms, see {@link Sightings}. It ends at the newest record's time + longest window +
 * allowed lateness.
 */
public final class EntityState implements Blob<EntityState> {

  private static final StateFormat FORMAT = new StateFormat("entity", (byte) 3);

  /** No timer. */
  public static final long NO_TIMER = Long.MAX_VALUE;

  final Part counted = new Part();

  /** Records that become visible later, by what they wait for. */
  final TreeMap<Waiting, Part> pending = new TreeMap<>();

  /**
   * What the gauges said last, by their prints; none for those that say what they say of nothing.
   */
  final TreeMap<Long, GaugeState> gauges = new TreeMap<>();

  /** The rules that hold, by id in their lane. */
  final TreeMap<String, RuleState> rules = new TreeMap<>();

  /**
   * Rules that say something else than they said, but are not evaluable: by id in their lane, when
   * they are looked at again.
   */
  final TreeMap<String, Long> withheld = new TreeMap<>();

  /** The groups that it belongs to, by membership. */
  final TreeMap<Long, Belonging> belongings = new TreeMap<>();

  /** What it must forget, by the instant from which on. */
  final TreeMap<Long, TreeSet<String>> erasures = new TreeMap<>();

  /** Print of the plan by which gauges and rules were last read; see {@code RuleSet.planPrint}. */
  long plan;

  /** The earliest {@link GaugeState#due} of its gauges. */
  long gaugesDue = GaugeState.NEVER;

  /** The first instant at which a rule that holds must be said again, or one is withheld. */
  long rulesDue = RuleState.NEVER;

  /** The next instant at which a group must hear of a fresh record. */
  long groupsDue = GaugeState.NEVER;

  private long timer = NO_TIMER;

  /** The instant for which a timer is set; {@link #NO_TIMER} for none. */
  public long timer() {
    return timer;
  }

  /** Notes for which instant a timer is set. */
  public void setTimer(long instant) {
    timer = instant;
  }

  /**
   * When nothing of it can matter any more. A record that waits moves that on only if it became
   * visible before: whether a later one was read already must not show.
   */
  long end() {
    long end = counted.end;
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Part part : pending.values()) {
        if ((end == Long.MIN_VALUE || part.visible < end) && part.end > end) {
          end = part.end;
          moved = true;
        }
      }
    }
    return end;
  }

  /** Begins anew with what waits: all else is over. */
  void beginAnew() {
    counted.clear();
    gauges.clear();
    rules.clear();
    withheld.clear();
    belongings.clear();
    gaugesDue = GaugeState.NEVER;
    rulesDue = RuleState.NEVER;
    groupsDue = GaugeState.NEVER;
  }

  /** Whether it keeps a token of another entity. */
  boolean names(String origin) {
    return counted.names(origin)
        || pending.values().stream().anyMatch(part -> part.names(origin))
        || rules.values().stream().anyMatch(rule -> rule.told.containsKey(origin))
        || belongings.values().stream().anyMatch(group -> group.origin().equals(origin));
  }

  /** Notes that it must forget a token. */
  void schedule(String origin, long instant) {
    erasures.computeIfAbsent(instant, at -> new TreeSet<>()).add(origin);
  }

  @Override
  public EntityState copy() {
    EntityState copy = new EntityState();
    copy.counted.merge(counted.copy());
    pending.forEach((instant, part) -> copy.pending.put(instant, part.copy()));
    gauges.forEach((print, gauge) -> copy.gauges.put(print, gauge.copy()));
    rules.forEach((id, rule) -> copy.rules.put(id, rule.copy()));
    copy.withheld.putAll(withheld);
    copy.belongings.putAll(belongings);
    erasures.forEach((instant, origins) -> copy.erasures.put(instant, new TreeSet<>(origins)));
    copy.plan = plan;
    copy.gaugesDue = gaugesDue;
    copy.rulesDue = rulesDue;
    copy.groupsDue = groupsDue;
    copy.timer = timer;
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    FORMAT.write(out);
    counted.write(out);
    out.writeInt(pending.size());
    for (Map.Entry<Waiting, Part> entry : pending.entrySet()) {
      entry.getKey().write(out);
      entry.getValue().write(out);
    }
    out.writeLong(plan);
    out.writeInt(gauges.size());
    for (Map.Entry<Long, GaugeState> entry : gauges.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().write(out);
    }
    out.writeInt(rules.size());
    for (Map.Entry<String, RuleState> entry : rules.entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().write(out);
    }
    out.writeInt(withheld.size());
    for (Map.Entry<String, Long> entry : withheld.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue());
    }
    out.writeLong(gaugesDue);
    out.writeLong(rulesDue);
    out.writeLong(groupsDue);
    out.writeInt(belongings.size());
    for (Map.Entry<Long, Belonging> entry : belongings.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().write(out);
    }
    out.writeInt(erasures.size());
    for (Map.Entry<Long, TreeSet<String>> entry : erasures.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeInt(entry.getValue().size());
      for (String origin : entry.getValue()) {
        out.writeUTF(origin);
      }
    }
    out.writeLong(timer);
  }

  /** Reads what {@link #write} wrote. */
  public static EntityState read(DataInput in) throws IOException {
    return FORMAT.read(in, EntityState::readBody);
  }

  private static EntityState readBody(DataInput in) throws IOException {
    EntityState state = new EntityState();
    state.counted.merge(Part.read(in));
    Listed.each(in, "parts", () -> state.pending.put(Waiting.read(in), Part.read(in)));
    state.plan = in.readLong();
    Listed.each(in, "gauges", () -> state.gauges.put(in.readLong(), GaugeState.read(in)));
    Listed.each(in, "rules", () -> state.rules.put(in.readUTF(), RuleState.read(in)));
    Listed.each(in, "withheld rules", () -> state.withheld.put(in.readUTF(), in.readLong()));
    state.gaugesDue = in.readLong();
    state.rulesDue = in.readLong();
    state.groupsDue = in.readLong();
    Listed.each(in, "groups", () -> state.belongings.put(in.readLong(), Belonging.read(in)));
    Listed.each(
        in,
        "erasures",
        () -> {
          long instant = in.readLong();
          Listed.each(in, "tokens", () -> state.schedule(in.readUTF(), instant));
        });
    state.timer = in.readLong();
    return state;
  }
}
