package org.almenara.engine.testing;

import java.time.Instant;
import org.almenara.engine.live.Heard;
import org.almenara.engine.rules.RuleSet;
import org.almenara.schemas.Activation;
import org.jspecify.annotations.Nullable;

/** Activations and stops for tests, written as late as they may be. */
public final class Controls {

  private Controls() {}

  /** A rule set judges from an instant on. */
  public static Heard live(RuleSet ruleSet, long effective) {
    return inTime(Activation.Type.ACTIVATION_LIVE, ruleSet.hash(), effective);
  }

  /** A rule set runs in shadow from an instant on. */
  public static Heard shadow(RuleSet ruleSet, long effective) {
    return inTime(Activation.Type.ACTIVATION_SHADOW, ruleSet.hash(), effective);
  }

  /** Nothing runs in shadow from an instant on. */
  public static Heard shadowEnded(long effective) {
    return inTime(Activation.Type.SHADOW_ENDED, null, effective);
  }

  /** A rule is stopped. */
  public static Heard stop(String rule, long timestamp) {
    return heard(Activation.Type.RULE_STOPPED, null, rule, null, timestamp);
  }

  private static Heard inTime(Activation.Type type, @Nullable String hash, long effective) {
    return at(type, hash, effective, effective - Heard.LEAD_MILLIS);
  }

  /** An activation that was written at some time. */
  public static Heard at(
      Activation.Type type, @Nullable String hash, long effective, long timestamp) {
    return heard(type, hash, null, Instant.ofEpochMilli(effective), timestamp);
  }

  private static Heard heard(
      Activation.Type type,
      @Nullable String hash,
      @Nullable String rule,
      @Nullable Instant effective,
      long timestamp) {
    return new Heard(
        new Activation(type, hash, rule, effective, "analyst.1", "lead.1", "test"), timestamp);
  }
}
