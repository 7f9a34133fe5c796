package org.almenara.simulator;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Leaves out of records what a {@link Feed} lacks. */
final class FeedFilter {
  private static final RecordComponent[] FIELDS = PlatformEvent.class.getRecordComponents();
  private static final Constructor<PlatformEvent> NEW = constructor();

  private final Set<EventType> types = EnumSet.noneOf(EventType.class);
  private final Map<EventType, boolean[]> fields = new EnumMap<>(EventType.class);

  /**
   * @param feed absent: nothing lacks
   */
  FeedFilter(@Nullable Feed feed) {
    if (feed != null) {
      feed.lacks().forEach(this::add);
    }
  }

  private void add(Feed.Lack lack) {
    if (lack.field() == null) {
      types.add(lack.type());
      return;
    }
    boolean[] lacking = fields.computeIfAbsent(lack.type(), none -> new boolean[FIELDS.length]);
    for (int i = 0; i < FIELDS.length; i++) {
      lacking[i] |= Feed.snake(FIELDS[i].getName()).equals(lack.field());
    }
  }

  /** The record as it is sent; absent where it is not. */
  @Nullable SourceRecord sent(SourceRecord fact) {
    if (!(fact instanceof PlatformEvent event)) {
      return fact;
    }
    if (types.contains(event.type())) {
      return null;
    }
    boolean[] lacking = fields.get(event.type());
    return lacking == null ? event : without(event, lacking);
  }

  private static PlatformEvent without(PlatformEvent event, boolean[] lacking) {
    try {
      @Nullable Object[] values = new @Nullable Object[FIELDS.length];
      for (int i = 0; i < FIELDS.length; i++) {
        values[i] = lacking[i] ? null : FIELDS[i].getAccessor().invoke(event);
      }
      return NEW.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record can be copied", e);
    }
  }

  private static Constructor<PlatformEvent> constructor() {
    try {
      return PlatformEvent.class.getDeclaredConstructor(
          Arrays.stream(FIELDS).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has a canonical constructor", e);
    }
  }
}
