package org.almenara.engine.measures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary that is told records one by one, by their minute after {@link Sent#START}. */
final class Told {

  private final Summary summary;

  Told(Summary summary) {
    this.summary = summary;
  }

  static long at(double minute) {
    return Sent.START + Math.round(minute * Sent.MINUTE);
  }

  /** Records with ids {@code r0}, {@code r1} ... where they tie in time. */
  private Told tell(long time, String id, Reading reading) {
    summary.add(Sent.at(time, time, id, time, 0, reading).entry(), reading);
    return this;
  }

  Told record(String id, double minute) {
    return tell(at(minute), id, Reading.ofRecord(1));
  }

  Told recordAt(String id, long time) {
    return tell(time, id, Reading.ofRecord(1));
  }

  Told roles(String id, double minute, int roles) {
    return roles(id, at(minute), roles, null);
  }

  Told roles(String id, long time, int roles, @Nullable String key) {
    return tell(time, id, Reading.ofRoles(1, roles, key));
  }

  Told token(String id, double minute, String token) {
    return tokenAt(id, at(minute), token);
  }

  Told tokenAt(String id, long time, String token) {
    return tell(time, id, Reading.ofToken(1, "shown-" + token, token, null));
  }

  /** A session with a start and an end; its two records are {@code id-from} and {@code id-to}. */
  Told session(String id, @Nullable String of, long from, long to) {
    mark(id + "-from", id, of, from, Reading.Mark.STARTED, null);
    return mark(id + "-to", id, of, to, Reading.Mark.ENDED, null);
  }

  Told mark(
      String record,
      String id,
      @Nullable String of,
      long time,
      Reading.Mark mark,
      @Nullable String market) {
    return tell(time, record, Reading.ofSession(1, id, id, mark, market, of));
  }

  Summary summary() {
    return summary;
  }

  long value(Question question, long instant) {
    return summary.value(question, instant);
  }

  List<String> evidence(Question question, long instant) {
    return evidence(question, instant, 100);
  }

  List<String> evidence(Question question, long instant, int most) {
    return summary.evidence(question, instant, most).stream().map(Entry::id).toList();
  }

  long nextChange(Question question, long instant, Long... thresholds) {
    return summary.nextChange(question, instant, List.of(thresholds));
  }
}
