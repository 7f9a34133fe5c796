package org.almenara.simulator;

import org.almenara.schemas.Coded;

/** What is true of somebody, ordered by gravity. */
public enum TruthClass implements Coded {
  LAWFUL("lawful"),
  /** Labour law is broken, nobody is trafficked: right for an inspectorate, false for police. */
  LABOUR_ABUSE("labour_abuse"),
  TRAFFICKING("trafficking"),
  CHILD("child");

  private final String code;

  TruthClass(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
