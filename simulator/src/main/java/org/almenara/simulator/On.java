package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.Coded;

/** What something else can follow upon. */
enum On implements Coded {
  /** The account was opened. */
  JOINING("joining"),
  /** A time live began. */
  SESSION("session"),
  PAUSE("pause"),
  /** A show was refused. */
  REFUSAL("refusal"),
  /** A day on which the person did not go live; noon of it. */
  ABSENCE("absence"),
  PAYOUT("payout");

  private final String code;

  On(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /**
   * That it happened.
   *
   * @param cents of US dollars that were paid out; else 0
   */
  record Happened(On what, Instant time, long cents) {}
}
