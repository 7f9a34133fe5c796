package org.almenara.simulator;

import java.util.List;

/** A value that does not go together with others; thrown by the record that holds them. */
final class Misplaced extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // List.of, which is serialisable
  private final List<String> path;

  /**
   * @param message what is wrong and how to mend it
   * @param path keys from the record down to the value
   */
  Misplaced(String message, String... path) {
    super(message);
    this.path = List.of(path);
  }

  List<String> path() {
    return path;
  }
}
