package org.almenara.engine.rules;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.almenara.engine.measures.Reading.Mark;
import org.almenara.schemas.EventType;
import org.jspecify.annotations.Nullable;

/** The events that tell of a live session, and what each says about it. */
final class SessionMarks {

  private static final Map<EventType, Mark> MARKS =
      new EnumMap<>(
          Map.of(
              EventType.SESSION_STARTED, Mark.STARTED,
              EventType.SESSION_ALIVE, Mark.ALIVE,
              EventType.SESSION_PAUSED, Mark.PAUSED,
              EventType.SESSION_RESUMED, Mark.RESUMED,
              EventType.SESSION_ENDED, Mark.ENDED));

  /**
   * The filter that takes them. Part of the identity of measures: another text loses their state.
   */
  static final String FILTER =
      MARKS.keySet().stream()
          .map(type -> "type == '" + type.code() + "'")
          .collect(Collectors.joining(" || ", "(", ")"));

  private SessionMarks() {}

  /** What an event says about its session; absent where it tells of none. */
  static @Nullable Mark of(EventType type) {
    return MARKS.get(type);
  }
}
