package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.engine.measures.Listed;

/** What an entity remembers about a rule that holds. */
final class RuleState {

  /** No record is cited that could leave the window. */
  static final long NEVER = Long.MAX_VALUE;

  /** The first instant at which none of the cited records is in the window: it is said again. */
  long staleAt;

  /**
   * Members told that it holds: token by origin. Who has left stays until the finding is said
   * again, so there may be more than the members measure remembers.
   */
  final TreeMap<String, String> told = new TreeMap<>();

  RuleState(long staleAt) {
    this.staleAt = staleAt;
  }

  RuleState copy() {
    RuleState copy = new RuleState(staleAt);
    copy.told.putAll(told);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(staleAt);
    out.writeInt(told.size());
    for (Map.Entry<String, String> member : told.entrySet()) {
      out.writeUTF(member.getKey());
      out.writeUTF(member.getValue());
    }
  }

  static RuleState read(DataInput in) throws IOException {
    RuleState state = new RuleState(in.readLong());
    Listed.each(in, "members told", () -> state.told.put(in.readUTF(), in.readUTF()));
    return state;
  }
}
