package org.almenara.pipeline.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Place;
import org.almenara.engine.cases.Waiting;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The cases that wait for the current key's unit, in its state. The hourly look at all of them
 * reads their places only; what they say is read when they are let through.
 */
record WaitingInState(MapState<String, Place> ranked, MapState<String, CaseRevision> newest)
    implements Waiting {

  @Override
  public @Nullable Place place(String id) {
    return state(() -> ranked.get(id));
  }

  @Override
  public List<Place> places() {
    List<Place> places = new ArrayList<>();
    state(ranked::values).forEach(places::add);
    return places;
  }

  @Override
  public void put(Place place, CaseRevision revision) {
    state(
        () -> {
          ranked.put(place.id(), place);
          newest.put(place.id(), revision);
          return place;
        });
  }

  @Override
  public CaseRevision remove(String id) {
    return state(
        () -> {
          CaseRevision revision = Objects.requireNonNull(newest.get(id));
          ranked.remove(id);
          newest.remove(id);
          return revision;
        });
  }

  private static <T extends @Nullable Object> T state(Callable<T> access) {
    try {
      return access.call();
    } catch (Exception e) {
      throw new FlinkRuntimeException("the state of waiting cases cannot be reached", e);
    }
  }
}
