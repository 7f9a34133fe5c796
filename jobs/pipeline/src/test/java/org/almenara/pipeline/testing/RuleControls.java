package org.almenara.pipeline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.live.Heard;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.pipeline.Control;
import org.almenara.pipeline.validate.ControlJudge;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/** Published rule sets and activations, judged as they are where they are read. */
public final class RuleControls {

  private RuleControls() {}

  /** The packed rule set with one condition changed. */
  public static RuleSetFiles packedBut(String rule, String condition, String other) {
    TreeMap<String, String> files = new TreeMap<>(RuleSetFiles.packed().files());
    String text = Objects.requireNonNull(files.get(rule + ".yaml"));
    if (!text.contains(condition)) {
      throw new IllegalArgumentException(rule + " does not say " + condition);
    }
    files.put(rule + ".yaml", text.replace(condition, other));
    return new RuleSetFiles(files);
  }

  /** A rule set is published. */
  public static Control published(RuleSetFiles files, long timestamp) {
    return judged(
        Topic.RULE_SETS,
        new RuleSetDocument(
            files.hash(), Instant.ofEpochMilli(timestamp), "analyst.1", files.files()),
        timestamp);
  }

  /** It judges from an instant on; written as late as it may be. */
  public static Control live(RuleSetFiles files, long effective) {
    return activated(Activation.Type.ACTIVATION_LIVE, files.hash(), effective, effective - LEAD);
  }

  /** It runs in shadow from an instant on; written as late as it may be. */
  public static Control shadow(RuleSetFiles files, long effective) {
    return activated(Activation.Type.ACTIVATION_SHADOW, files.hash(), effective, effective - LEAD);
  }

  /** An activation that was written at some time. */
  public static Control activated(
      Activation.Type type, @Nullable String hash, long effective, long timestamp) {
    return judged(
        Topic.ACTIVATIONS,
        new Activation(
            type, hash, null, Instant.ofEpochMilli(effective), "analyst.1", "lead.1", "trial"),
        timestamp);
  }

  /** A rule is stopped. */
  public static Control stop(String rule, long timestamp) {
    return judged(
        Topic.ACTIVATIONS,
        new Activation(
            Activation.Type.RULE_STOPPED, null, rule, null, "analyst.1", "lead.1", "trial"),
        timestamp);
  }

  private static final long LEAD = Heard.LEAD_MILLIS;

  private static Control judged(Topic topic, Record said, long timestamp) {
    String json = new String(Json.canonical(said), UTF_8);
    return Objects.requireNonNull(
        ControlJudge.judge(topic, 0, 0, timestamp, json.getBytes(UTF_8)).control(),
        () -> Map.of(topic, json).toString());
  }
}
