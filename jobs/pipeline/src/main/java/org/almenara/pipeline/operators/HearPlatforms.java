package org.almenara.pipeline.operators;

import java.util.HashMap;
import java.util.Map;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.Judged;
import org.almenara.schemas.PlatformEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says in which seconds something of a platform arrived, heartbeats among it.
 *
 * <pre>
 * Key    none
 * State  none: the second that was said last of each platform is known again at the next record
 * Late   counts when it arrived
 * Errors what was refused is no speech: nobody could use it
 * </pre>
 */
public final class HearPlatforms extends ProcessFunction<Judged, HearPlatforms.Spoken> {

  private static final long serialVersionUID = 1L;
  private static final long SECOND = 1_000;

  /**
   * A second in which something arrived.
   *
   * @param platform its code
   * @param arrival the second's beginning, epoch milliseconds
   */
  public record Spoken(String platform, long arrival) {}

  /** So that a busy platform is not told a thousand times a second. */
  private transient Map<String, Long> said;

  @SuppressWarnings("NullAway.Init") // set where the worker starts
  public HearPlatforms() {}

  @Override
  public void open(OpenContext context) {
    said = new HashMap<>();
  }

  @Override
  public void processElement(Judged judged, Context context, Collector<Spoken> out) {
    Accepted accepted = judged.accepted();
    PlatformEvent event = accepted == null ? null : accepted.event();
    if (event == null) {
      return;
    }
    long second = Math.floorDiv(judged.arrival(), SECOND) * SECOND;
    Long before = said.put(event.platform(), second);
    if (before == null || before != second) {
      out.collect(new Spoken(event.platform(), second));
    }
  }
}
