package org.almenara.schemas;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one pass over a record remembers. */
final class Pass {

  /** Which fields of the record itself were there: a bit each, in the order of its components. */
  long seen;

  /** The token that was read last; its origin is the same until the tokeniser's key is rotated. */
  @Nullable String lastToken;

  private @Nullable List<String> dropped;

  /** Notes that a field was dropped; see {@link Decoded#dropped}. */
  void drop(String path) {
    if (dropped == null) {
      dropped = new ArrayList<>();
    }
    dropped.add(path);
  }

  List<String> dropped() {
    return dropped == null ? List.of() : List.copyOf(dropped);
  }
}
