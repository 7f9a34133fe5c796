package org.almenara.schemas;

import com.fasterxml.jackson.annotation.JsonValue;

/** An enum whose constants stand in JSON, in rules and on screen under a code of their own. */
public interface Coded {

  /** The code as it is written in JSON and read by rules: lower case, dots or underscores. */
  @JsonValue
  String code();
}
