package org.almenara.pipeline.validate;

import java.util.Objects;
import org.almenara.engine.measures.Entry;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/**
 * A record that passed the contract and the time model.
 *
 * @param event the platform event; absent for a tip
 * @param tip the tip; absent for a platform event
 * @param entry its identity and place
 * @param visible when it becomes visible, epoch milliseconds; its timestamp in the stream
 */
public record Accepted(
    @Nullable PlatformEvent event, @Nullable Tip tip, Entry entry, long visible) {

  static Accepted of(SourceRecord source, Entry entry, long visible) {
    return new Accepted(
        source instanceof PlatformEvent event ? event : null,
        source instanceof Tip tip ? tip : null,
        entry,
        visible);
  }

  /** The one that is there. */
  public SourceRecord source() {
    return event != null ? event : Objects.requireNonNull(tip);
  }
}
