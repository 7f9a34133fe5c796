package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** How the value of one component, at one place of the contract, is read. */
interface ValueReader {

  /** The value at which the parser stands; else {@link Refused} is thrown. */
  Object read(JsonParser parser, Pass pass) throws IOException;
}
