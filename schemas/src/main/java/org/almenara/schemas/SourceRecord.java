package org.almenara.schemas;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the streams bring: a platform event or a tip. */
public sealed interface SourceRecord permits PlatformEvent, Tip {

  /** The writer's own id of the record; the same record sent twice has the same id. */
  String id();

  /** Event time: when the reporting system recorded it. */
  Instant time();

  /** The code of the record's type. */
  String typeCode();

  /** Country whose customs and law apply; absent where it is not said. */
  @Nullable String market();

  /** Whether it only moves time. */
  boolean heartbeat();
}
