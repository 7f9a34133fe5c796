package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.almenara.engine.measures.Entry;

/**
 * The group that a member belongs to, and what the group was told.
 *
 * @param origin of the group
 * @param token of the group
 * @param tie the record that made it a member, as told last
 * @param held the rules that hold for it, as told last
 */
record Belonging(String origin, String token, Entry tie, List<Standing.Held> held) {

  void write(DataOutput out) throws IOException {
    out.writeUTF(origin);
    out.writeUTF(token);
    tie.write(out);
    Standing.write(held, out);
  }

  static Belonging read(DataInput in) throws IOException {
    return new Belonging(in.readUTF(), in.readUTF(), Entry.read(in), Standing.readHeld(in));
  }
}
