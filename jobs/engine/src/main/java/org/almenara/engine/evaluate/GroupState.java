package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Listed;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept for one group: its members, the rules that hold for them, and what its own rules
 * said last. One blob, read and written once a standing.
 *
 * <p>Bound: {@link GroupEvaluator#MOST_MEMBERS} members for each membership, each with a record and
 * one for each rule that is read; members beyond are counted only. Standings wait for one slide.
 * Empty when no member is active.
 */
public final class GroupState implements Blob<GroupState> {

  private static final StateFormat FORMAT = new StateFormat("group", (byte) 2);

  /** No timer. */
  public static final long NO_TIMER = Long.MAX_VALUE;

  /** Standings that wait for their instant. */
  final List<Standing> arrived = new ArrayList<>();

  /** Members by membership. */
  final TreeMap<Long, Members> members = new TreeMap<>();

  /** The rules that hold, by id. */
  final TreeMap<String, RuleState> rules = new TreeMap<>();

  /** Newest record that named the group; its token is the one to show. */
  @Nullable Entry newest;

  /** The token in it; empty before the first. */
  String token = "";

  /** Print of the plan by which it was last evaluated. */
  long plan;

  private long timer = NO_TIMER;

  /**
   * Takes in a standing, which waits for its instant.
   *
   * @return the instant for which a timer must be set now
   */
  public long add(Standing standing) {
    arrived.add(standing);
    return Math.min(timer, standing.counts());
  }

  /** The members of one membership. */
  static final class Members {

    /** By origin. */
    final TreeMap<String, Member> kept = new TreeMap<>();

    /** How many more there are. */
    int beyond;

    /** All of them. */
    int size() {
      return kept.size() + beyond;
    }

    Members copy() {
      Members copy = new Members();
      copy.kept.putAll(kept);
      copy.beyond = beyond;
      return copy;
    }

    void write(DataOutput out) throws IOException {
      out.writeInt(beyond);
      out.writeInt(kept.size());
      for (Map.Entry<String, Member> member : kept.entrySet()) {
        out.writeUTF(member.getKey());
        member.getValue().write(out);
      }
    }

    static Members read(DataInput in) throws IOException {
      Members of = new Members();
      of.beyond = in.readInt();
      Listed.each(in, "members", () -> of.kept.put(in.readUTF(), Member.read(in)));
      return of;
    }
  }

  /**
   * A member.
   *
   * @param token shown
   * @param tie the record that makes it one
   * @param held the rules that hold for it
   */
  record Member(String token, Entry tie, List<Standing.Held> held) {

    boolean holds(String rule) {
      return held.stream().anyMatch(one -> one.rule().equals(rule));
    }

    void write(DataOutput out) throws IOException {
      out.writeUTF(token);
      tie.write(out);
      Standing.write(held, out);
    }

    static Member read(DataInput in) throws IOException {
      return new Member(in.readUTF(), Entry.read(in), Standing.readHeld(in));
    }
  }

  /** The instant for which a timer is set; {@link #NO_TIMER} for none. */
  public long timer() {
    return timer;
  }

  /** Notes for which instant a timer is set. */
  public void setTimer(long instant) {
    timer = instant;
  }

  /** How many members are counted only, since there are too many to remember. */
  public int beyond() {
    return members.values().stream().mapToInt(of -> of.beyond).sum();
  }

  /** Whether nothing is kept that could still matter. */
  public boolean isEmpty() {
    return arrived.isEmpty() && members.isEmpty() && rules.isEmpty();
  }

  @Override
  public GroupState copy() {
    GroupState copy = new GroupState();
    copy.arrived.addAll(arrived);
    members.forEach((print, of) -> copy.members.put(print, of.copy()));
    rules.forEach((id, rule) -> copy.rules.put(id, rule.copy()));
    copy.newest = newest;
    copy.token = token;
    copy.plan = plan;
    copy.timer = timer;
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    FORMAT.write(out);
    out.writeInt(arrived.size());
    for (Standing standing : arrived) {
      standing.write(out);
    }
    out.writeInt(members.size());
    for (Map.Entry<Long, Members> of : members.entrySet()) {
      out.writeLong(of.getKey());
      of.getValue().write(out);
    }
    out.writeInt(rules.size());
    for (Map.Entry<String, RuleState> rule : rules.entrySet()) {
      out.writeUTF(rule.getKey());
      rule.getValue().write(out);
    }
    Entry named = newest;
    out.writeBoolean(named != null);
    if (named != null) {
      named.write(out);
    }
    out.writeUTF(token);
    out.writeLong(plan);
    out.writeLong(timer);
  }

  /** Reads what {@link #write} wrote. */
  public static GroupState read(DataInput in) throws IOException {
    return FORMAT.read(in, GroupState::readBody);
  }

  private static GroupState readBody(DataInput in) throws IOException {
    GroupState state = new GroupState();
    Listed.each(in, "standings", () -> state.arrived.add(Standing.read(in)));
    Listed.each(in, "memberships", () -> state.members.put(in.readLong(), Members.read(in)));
    Listed.each(in, "rules", () -> state.rules.put(in.readUTF(), RuleState.read(in)));
    state.newest = in.readBoolean() ? Entry.read(in) : null;
    state.token = in.readUTF();
    state.plan = in.readLong();
    state.timer = in.readLong();
    return state;
  }
}
