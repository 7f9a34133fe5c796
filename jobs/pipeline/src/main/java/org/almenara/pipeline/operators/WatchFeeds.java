package org.almenara.pipeline.operators;

import java.nio.charset.StandardCharsets;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.registers.Speech;
import org.almenara.schemas.Json;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Declares that a platform is silent, and when it speaks again.
 *
 * <pre>
 * Key    platform
 * State  speech: see {@link Speech}; one row a platform, for ever, since a silence has no end of
 *        itself. One timer
 * Late   an arrival that regressed behind a declared silence changes nothing
 * Errors all platforms silent at once move no time: nothing is said, and the operator's alarm rings
 * </pre>
 *
 * <p>{@code silences_declared} and {@code silences_ended} count what was said.
 */
public final class WatchFeeds
    extends KeyedProcessFunction<String, HearPlatforms.Spoken, Publication> {

  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<Speech> SPEECH =
      new ValueStateDescriptor<>("speech", TypeInformation.of(Speech.class));

  private final long silenceMillis;
  private transient ValueState<Speech> speech;
  private transient Counter declared;
  private transient Counter ended;

  /**
   * A watch.
   *
   * @param silenceMillis how long a platform must send nothing to be silent
   */
  @SuppressWarnings("NullAway.Init") // the others are set where the worker starts
  public WatchFeeds(long silenceMillis) {
    this.silenceMillis = silenceMillis;
  }

  @Override
  public void open(OpenContext context) {
    speech = getRuntimeContext().getState(SPEECH);
    declared = getRuntimeContext().getMetricGroup().counter("silences_declared");
    ended = getRuntimeContext().getMetricGroup().counter("silences_ended");
  }

  @Override
  public void processElement(
      HearPlatforms.Spoken spoken, Context context, Collector<Publication> out) throws Exception {
    Speech known = speech.value();
    Speech before = known == null ? Speech.NOTHING : known;
    Speech now = before.heard(spoken.arrival(), silenceMillis);
    setTimer(before, now, context);
    speech.update(now);
  }

  @Override
  public void onTimer(long instant, OnTimerContext context, Collector<Publication> out)
      throws Exception {
    Speech before = speech.value();
    if (before == null) {
      return;
    }
    Speech.Step step = before.by(context.getCurrentKey(), instant, silenceMillis);
    step.entries().forEach(entry -> say(entry, out));
    setTimer(before, step.speech(), context);
    speech.update(step.speech());
  }

  private void setTimer(Speech before, Speech now, Context context) {
    long old = before.nextInstant(silenceMillis);
    long next = now.nextInstant(silenceMillis);
    if (old != next && old != Speech.NEVER) {
      context.timerService().deleteEventTimeTimer(old);
    }
    if (next != Speech.NEVER) {
      context.timerService().registerEventTimeTimer(next);
    }
  }

  private void say(RegisterEntry entry, Collector<Publication> out) {
    (entry.until() == null ? declared : ended).inc();
    out.collect(
        new Publication(
            Topic.REGISTERS.topicName(),
            entry.id(),
            new String(Json.canonical(entry), StandardCharsets.UTF_8),
            entry.time().toEpochMilli()));
  }
}
