package org.almenara.engine.evaluate;

import java.io.DataOutput;
import java.io.IOException;

/** A state that is kept as one blob, which it writes itself. */
public interface Blob<S extends Blob<S>> {

  /** A copy that shares nothing that changes. */
  S copy();

  /** Writes it, its format first. */
  void write(DataOutput out) throws IOException;
}
