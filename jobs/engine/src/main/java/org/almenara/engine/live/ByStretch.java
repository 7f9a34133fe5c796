package org.almenara.engine.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is made of a stretch, made when it is first asked for. A few are kept: records and instants
 * lie close together, on both sides of a change at most.
 *
 * @param <T> say an evaluator
 */
public final class ByStretch<T> {

  private static final int MOST = 4;

  private final Function<Stretch, T> make;
  private final Map<Stretch, T> made = new LinkedHashMap<>();

  public ByStretch(Function<Stretch, T> make) {
    this.make = make;
  }

  /** What was made of a stretch. */
  public T of(Stretch stretch) {
    T known = made.get(stretch);
    if (known != null) {
      return known;
    }
    if (made.size() == MOST) {
      made.remove(made.keySet().iterator().next());
    }
    T fresh = make.apply(stretch);
    made.put(stretch, fresh);
    return fresh;
  }
}
