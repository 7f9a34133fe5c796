package org.almenara.engine.measures;

import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCollector;
import org.almenara.engine.testing.TriesFactor;

/** How often a property's tries took the paths that it is there for. */
final class Reached {

  private Reached() {}

  /** Notes whether this try took a path; the property fails where too few of them do. */
  static void inAtLeast(double percent, String path, boolean reached) {
    StatisticsCollector tries = Statistics.label(path).collect(reached);
    if (TriesFactor.enoughForShares()) {
      tries.coverage(coverage -> coverage.check(true).percentage(share -> share >= percent));
    }
  }
}
