package org.almenara.engine.cases;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The new cases that wait for one unit, where they are kept. */
public interface Waiting {

  /** The place of a case; absent when it does not wait. */
  @Nullable Place place(String id);

  /** The places of all, in any order. */
  List<Place> places();

  /** Lets a case wait, or says something newer of one that does. */
  void put(Place place, CaseRevision newest);

  /** What was said last of a case that waits; it waits no longer. */
  CaseRevision remove(String id);

  /** In memory. */
  static Waiting inMemory() {
    Map<String, Place> places = new HashMap<>();
    Map<String, CaseRevision> revisions = new HashMap<>();
    return new Waiting() {
      @Override
      public @Nullable Place place(String id) {
        return places.get(id);
      }

      @Override
      public List<Place> places() {
        return List.copyOf(places.values());
      }

      @Override
      public void put(Place place, CaseRevision newest) {
        places.put(place.id(), place);
        revisions.put(place.id(), newest);
      }

      @Override
      public CaseRevision remove(String id) {
        places.remove(id);
        return Objects.requireNonNull(revisions.remove(id));
      }
    };
  }
}
