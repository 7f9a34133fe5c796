package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Listed;
import org.almenara.engine.rules.Lane;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * How a member stands in a group from an instant on: whether it belongs, and which of the rules
 * that are read there hold for it. The whole of it each time, so the newer takes the place of the
 * older. It is said when any of it changes, and again with a fresh record when the one that it
 * cited has left the window.
 *
 * @param lane of the rules about the group
 * @param membership print of the membership that it is about
 * @param group which group
 * @param member who
 * @param instant epoch milliseconds
 * @param counts first instant at which anybody looks at it, epoch milliseconds
 * @param joins whether it began to belong at this instant
 * @param tie the record that makes it a member; absent when it no longer is one
 * @param held the rules that hold for it, by id
 */
public record Standing(
    Lane lane,
    long membership,
    Subject group,
    Subject member,
    long instant,
    long counts,
    boolean joins,
    @Nullable Entry tie,
    List<Held> held) {

  /**
   * A rule that holds for a member.
   *
   * @param rule id in its lane
   * @param newest the newest record that showed it when that was said last; absent where it cites
   *     none
   */
  public record Held(String rule, @Nullable Entry newest) {}

  /** The key of the group's state: the lanes keep groups of their own. */
  public String groupKey() {
    return lane.key(group.key());
  }

  /** Writes it; {@link #read} is the inverse. */
  void write(DataOutput out) throws IOException {
    out.writeUTF(lane.key(""));
    out.writeLong(membership);
    write(group, out);
    write(member, out);
    out.writeLong(instant);
    out.writeLong(counts);
    out.writeBoolean(joins);
    write(tie, out);
    write(held, out);
  }

  static Standing read(DataInput in) throws IOException {
    return new Standing(
        Lane.of(in.readUTF()),
        in.readLong(),
        readSubject(in),
        readSubject(in),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        readEntry(in),
        readHeld(in));
  }

  private static void write(Subject subject, DataOutput out) throws IOException {
    out.writeUTF(subject.type().code());
    out.writeUTF(subject.token());
    out.writeUTF(subject.origin());
  }

  private static Subject readSubject(DataInput in) throws IOException {
    return new Subject(EntityType.ofCode(in.readUTF()), in.readUTF(), in.readUTF());
  }

  private static void write(@Nullable Entry entry, DataOutput out) throws IOException {
    out.writeBoolean(entry != null);
    if (entry != null) {
      entry.write(out);
    }
  }

  private static @Nullable Entry readEntry(DataInput in) throws IOException {
    return in.readBoolean() ? Entry.read(in) : null;
  }

  static void write(List<Held> held, DataOutput out) throws IOException {
    out.writeInt(held.size());
    for (Held one : held) {
      out.writeUTF(one.rule);
      write(one.newest, out);
    }
  }

  static List<Held> readHeld(DataInput in) throws IOException {
    return List.copyOf(
        Listed.read(in, "rules that hold", from -> new Held(from.readUTF(), readEntry(from))));
  }
}
