package org.almenara.cli.validate;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where records come from, one after the other: never more than one is held. */
interface Records {

  /** Takes them. */
  interface Reader {

    /**
     * One record.
     *
     * @param value its bytes; {@code null} for a tombstone
     * @param place where it stands
     * @param arrival when it arrived, epoch milliseconds; absent where nobody can say
     */
    void read(byte @Nullable [] value, Place place, @Nullable Long arrival);
  }

  /** Hands over all that is there now. */
  void forEach(Reader reader) throws IOException;

  /** What it is called in the report. */
  String name();

  /** How much of it was handed over, between 0 and 1; below 0 where nobody can say. */
  double part();
}
