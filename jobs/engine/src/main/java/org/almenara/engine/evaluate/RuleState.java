package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What an entity remembers about one rule between instants. */
final class RuleState {

  /** Not to be evaluated. */
  static final long NEVER = Long.MAX_VALUE;

  /** Next instant at which the answer can differ. */
  long due = NEVER;

  /** Whether it held when last evaluated. */
  boolean holds;

  /** While it holds: the first instant at which none of the cited records is in the window. */
  long staleAt = NEVER;

  /**
   * Members told that it holds: token by origin. Who has left stays until the finding is said
   * again, so there may be more than the members measure remembers.
   */
  final TreeMap<String, String> told = new TreeMap<>();

  RuleState copy() {
    RuleState copy = new RuleState();
    copy.due = due;
    copy.holds = holds;
    copy.staleAt = staleAt;
    copy.told.putAll(told);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(due);
    out.writeBoolean(holds);
    out.writeLong(staleAt);
    out.writeInt(told.size());
    for (Map.Entry<String, String> member : told.entrySet()) {
      out.writeUTF(member.getKey());
      out.writeUTF(member.getValue());
    }
  }

  static RuleState read(DataInput in) throws IOException {
    RuleState state = new RuleState();
    state.due = in.readLong();
    state.holds = in.readBoolean();
    state.staleAt = in.readLong();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      state.told.put(in.readUTF(), in.readUTF());
    }
    return state;
  }
}
