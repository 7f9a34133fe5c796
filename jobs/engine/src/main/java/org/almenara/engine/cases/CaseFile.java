package org.almenara.engine.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for a focal entity: the one open case or near miss, if there is one, and before it
 * those that were dismissed in the last 90 days. Gone with the last of them.
 *
 * @param cases dismissed ones, oldest decision first, then the open one
 * @param heard ids of the newest dispositions, so that none counts twice
 */
public record CaseFile(List<CaseState> cases, List<String> heard) {

  /** Of an entity without a case. */
  static final CaseFile EMPTY = new CaseFile(List.of(), List.of());

  /** The open case or the near miss; absent when there is none. */
  public @Nullable CaseState open() {
    CaseState last = last();
    return last == null || last.dismissed() ? null : last;
  }

  private @Nullable CaseState last() {
    return cases.isEmpty() ? null : cases.get(cases.size() - 1);
  }
}
