package org.almenara.pipeline.operators;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.engine.cases.Publication;
import org.almenara.schemas.Json;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Writes the first refused records of each partition, cause and minute of arrival one by one, and
 * all further ones as one entry with their exact number: a flood of refusals stays small, and none
 * is lost.
 *
 * <pre>
 * Key    topic and partition: all that Kafka tells of who writes
 * State  open-minute and tallies: one tally a cause seen in the minute that is open; ended by the
 *        next minute's first record, or by the timer at the minute's end
 * Late   an arrival behind the open minute counts in it; behind a minute that has ended, it opens
 *        one anew: entries are more, their sum is the same
 * Errors none: what comes here is made of the contract's words
 * </pre>
 *
 * <p>Within a partition, records come by offset and arrivals rise, so which ones are written one by
 * one depends on the records alone. Where arrivals regress (counted by {@link SplitRefused}) it may
 * depend on how far time has moved; the sum never does.
 *
 * <p>Since the start, {@code records_counted_only} - {@code records_summed_up} records wait in
 * minutes that are open; their entries come when time has passed those.
 */
public final class SampleRefused extends KeyedProcessFunction<String, RefusedRecord, Publication> {

  /** Records of one cause and minute that have an entry each: enough to see what is wrong. */
  public static final int ONE_BY_ONE = 10;

  private static final long serialVersionUID = 1L;

  /** Milliseconds. */
  private static final long MINUTE = 60_000;

  private static final ValueStateDescriptor<Long> OPEN_MINUTE =
      new ValueStateDescriptor<>("open-minute", Types.LONG);
  private static final MapStateDescriptor<Cause, Tally> TALLIES =
      new MapStateDescriptor<>(
          "tallies", TypeInformation.of(Cause.class), TypeInformation.of(Tally.class));

  private static final Comparator<Cause> IN_ORDER =
      Comparator.comparing(Cause::reason).thenComparing(Cause::path);

  /**
   * Why records were refused.
   *
   * @param path see {@link Refusal}
   */
  public record Cause(Refusal.Reason reason, String path) {}

  /**
   * What came of one cause in the open minute.
   *
   * @param oneByOne how many have an entry each
   * @param rest the entry of all others; absent as long as there are none
   */
  public record Tally(int oneByOne, @Nullable RefusedRecord rest) {}

  /** End of the minute that is open, exclusive, epoch milliseconds; absent when none is. */
  private transient ValueState<Long> openMinute;

  private transient MapState<Cause, Tally> tallies;
  private transient Counter countedOnly;
  private transient Counter summedUp;

  /** The partition that a refused record lies in. */
  public static String key(RefusedRecord refused) {
    return refused.topic() + "-" + refused.partition();
  }

  @Override
  public void open(OpenContext context) {
    openMinute = getRuntimeContext().getState(OPEN_MINUTE);
    tallies = getRuntimeContext().getMapState(TALLIES);
    countedOnly = getRuntimeContext().getMetricGroup().counter("records_counted_only");
    summedUp = getRuntimeContext().getMetricGroup().counter("records_summed_up");
  }

  @Override
  public void processElement(RefusedRecord refused, Context context, Collector<Publication> out)
      throws Exception {
    openMinuteOf(refused, context, out);
    Cause cause = new Cause(refused.reason(), refused.path());
    Tally tally = tallies.get(cause);
    int oneByOne = tally == null ? 0 : tally.oneByOne();
    RefusedRecord rest = tally == null ? null : tally.rest();
    if (oneByOne < ONE_BY_ONE) {
      tallies.put(cause, new Tally(oneByOne + 1, null));
      out.collect(publication(refused));
    } else {
      countedOnly.inc();
      tallies.put(cause, new Tally(oneByOne, rest == null ? refused : rest.and(refused)));
    }
  }

  /** Ends the open minute where the record is of a later one, and sees that its own is open. */
  private void openMinuteOf(RefusedRecord refused, Context context, Collector<Publication> out)
      throws Exception {
    Long open = openMinute.value();
    long arrival = refused.arrival().toEpochMilli();
    if (open != null && arrival < open) {
      return;
    }
    endMinute(out);
    long time = Math.max(arrival, context.timerService().currentWatermark() + 1);
    long end = Math.floorDiv(time, MINUTE) * MINUTE + MINUTE;
    openMinute.update(end);
    context.timerService().registerEventTimeTimer(end - 1);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Publication> out)
      throws Exception {
    Long open = openMinute.value();
    if (open != null && open - 1 == time) {
      endMinute(out);
    }
  }

  private void endMinute(Collector<Publication> out) throws Exception {
    TreeMap<Cause, RefusedRecord> rests = new TreeMap<>(IN_ORDER);
    for (Map.Entry<Cause, Tally> entry : tallies.entries()) {
      RefusedRecord rest = entry.getValue().rest();
      if (rest != null) {
        rests.put(entry.getKey(), rest);
      }
    }
    for (RefusedRecord rest : rests.values()) {
      summedUp.inc(rest.count());
      out.collect(publication(rest));
    }
    tallies.clear();
    openMinute.clear();
  }

  private static Publication publication(RefusedRecord why) {
    Topic topic = why.reason() == Refusal.Reason.LATE ? Topic.EVENTS_LATE : Topic.EVENTS_REJECTED;
    return new Publication(
        topic.topicName(),
        key(why) + "-" + why.offset(),
        new String(Json.canonical(why), StandardCharsets.UTF_8),
        why.arrival().toEpochMilli());
  }
}
