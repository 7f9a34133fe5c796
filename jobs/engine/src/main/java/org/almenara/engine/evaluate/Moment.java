package org.almenara.engine.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.rules.Gauge;
import org.almenara.engine.rules.Rule;
import org.jspecify.annotations.Nullable;

/**
 * An entity at an instant: what its gauges say, each read once, and which records show it.
 *
 * <p>Good for as long as nothing else begins to count.
 */
final class Moment {

  final EntityState state;
  final long instant;
  private final Map<Long, Long> values = new HashMap<>();

  Moment(EntityState state, long instant) {
    this.state = state;
    this.instant = instant;
  }

  long value(Gauge gauge) {
    return Objects.requireNonNull(values.computeIfAbsent(gauge.print(), print -> read(gauge)));
  }

  private long read(Gauge gauge) {
    Summary summary = summary(gauge);
    return summary == null ? gauge.valueOfNothing() : summary.value(gauge.question(), instant);
  }

  /** What a gauge is read off; absent where nothing is recorded. */
  @Nullable Summary summary(Gauge gauge) {
    return state.counted.summaries.get(gauge.measure().fingerprint());
  }

  /** The values of a rule's inputs, in their order. */
  long[] values(Rule rule) {
    List<Rule.Input> inputs = rule.inputs();
    long[] read = new long[inputs.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = value(inputs.get(i).gauge());
    }
    return read;
  }

  /** The values as a finding shows them. */
  List<Finding.Observation> observed(Rule rule) {
    List<Finding.Observation> observed = new ArrayList<>(rule.inputs().size());
    for (Rule.Input input : rule.inputs()) {
      Gauge gauge = input.gauge();
      long value = value(gauge);
      if (value != Summary.ABSENT) {
        Summary summary = summary(gauge);
        observed.add(
            new Finding.Observation(
                input.name(),
                Math.min(value, input.clamp()),
                input.clamp(),
                input.unit(),
                summary != null && summary.overflowed(gauge.question(), instant)));
      }
    }
    return observed;
  }

  /** The records that a finding cites, by input, newest first. */
  List<List<Entry>> cited(Rule rule) {
    List<List<Entry>> cited = new ArrayList<>(rule.inputs().size());
    for (Rule.Input input : rule.inputs()) {
      Summary summary = summary(input.gauge());
      cited.add(
          summary == null
              ? List.of()
              : summary.evidence(input.gauge().question(), instant, input.mostCited()));
    }
    return cited;
  }

  /** The newest record that a finding cites; absent where it cites none. */
  @Nullable Entry newestCited(Rule rule) {
    List<Entry> evidence = byIdentity(cited(rule));
    return evidence.isEmpty() ? null : evidence.get(evidence.size() - 1);
  }

  /** The records of all lists, each once, oldest first. */
  static List<Entry> byIdentity(List<List<Entry>> cited) {
    List<Entry> all = new ArrayList<>();
    cited.forEach(all::addAll);
    all.sort(Entry.BY_IDENTITY);
    List<Entry> distinct = new ArrayList<>(all.size());
    for (Entry entry : all) {
      Entry last = distinct.isEmpty() ? null : distinct.get(distinct.size() - 1);
      if (last == null || Entry.BY_IDENTITY.compare(last, entry) != 0) {
        distinct.add(entry);
      }
    }
    return List.copyOf(distinct);
  }

  /** Those to whom a rule passes its findings on, by origin. */
  Map<String, RecentTokens.Seen> members(Rule rule, Rule.PassesOn passesOn) {
    Map<String, RecentTokens.Seen> members = new TreeMap<>();
    Summary summary = state.counted.summaries.get(passesOn.members().fingerprint());
    if (summary instanceof RecentTokens tokens) {
      // Who shares the measure may have it remember more.
      tokens.members(instant, rule.window()).stream()
          .limit(passesOn.members().k())
          .forEach(member -> members.put(member.origin(), member));
    }
    return members;
  }
}
