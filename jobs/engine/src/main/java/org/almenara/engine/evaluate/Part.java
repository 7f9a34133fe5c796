package org.almenara.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Listed;
import org.almenara.engine.measures.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Summaries of some of an entity's records: those that count already, or those that wait for one
 * instant.
 */
final class Part {

  /** The newest record, whose token is the one to show. */
  @Nullable Entry newest;

  /** The token in it; empty before the first record. */
  String token = "";

  /** Summaries by the measure's fingerprint. */
  final TreeMap<Long, Summary> summaries = new TreeMap<>();

  /** On which platforms the entity was seen. */
  final Sightings seen = new Sightings();

  /** When the first record became visible; {@link Long#MAX_VALUE} before it. */
  long visible = Long.MAX_VALUE;

  /** When nothing of it can matter any more; {@link Long#MIN_VALUE} before the first record. */
  long end = Long.MIN_VALUE;

  /** Notes that a record became visible, and when it can matter no more. */
  void lives(long from, long until) {
    visible = Math.min(visible, from);
    end = Math.max(end, until);
  }

  void name(Entry record, String shown) {
    Entry known = newest;
    if (known == null || Entry.BY_IDENTITY.compare(record, known) > 0) {
      newest = record;
      token = shown;
    }
  }

  void merge(Part other) {
    if (other.newest != null) {
      name(other.newest, other.token);
    }
    seen.merge(other.seen);
    lives(other.visible, other.end);
    for (Map.Entry<Long, Summary> entry : other.summaries.entrySet()) {
      Summary own = summaries.get(entry.getKey());
      if (own == null) {
        summaries.put(entry.getKey(), entry.getValue());
      } else {
        own.merge(entry.getValue());
      }
    }
  }

  /** Forgets all. */
  void clear() {
    newest = null;
    token = "";
    summaries.clear();
    seen.clear();
    visible = Long.MAX_VALUE;
    end = Long.MIN_VALUE;
  }

  boolean names(String origin) {
    return summaries.values().stream().anyMatch(summary -> summary.names(origin));
  }

  Part copy() {
    Part copy = new Part();
    copy.newest = newest;
    copy.token = token;
    copy.seen.merge(seen);
    copy.lives(visible, end);
    summaries.forEach((measure, summary) -> copy.summaries.put(measure, summary.copy()));
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Entry named = newest;
    out.writeBoolean(named != null);
    if (named != null) {
      named.write(out);
    }
    out.writeUTF(token);
    seen.write(out);
    out.writeLong(visible);
    out.writeLong(end);
    out.writeInt(summaries.size());
    for (Map.Entry<Long, Summary> entry : summaries.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().write(out);
    }
  }

  static Part read(DataInput in) throws IOException {
    Part part = new Part();
    part.newest = in.readBoolean() ? Entry.read(in) : null;
    part.token = in.readUTF();
    part.seen.merge(Sightings.read(in));
    part.lives(in.readLong(), in.readLong());
    Listed.each(in, "summaries", () -> part.summaries.put(in.readLong(), Summary.read(in)));
    return part;
  }
}
