package org.almenara.cli.demo;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * What the job counts, read while it runs in this process.
 *
 * <p>Flink makes the reporter by the name of its factory, so what it hears of is kept for the whole
 * process: one job a process.
 */
public final class JobCounters implements MetricReporter {

  private record Name(String operator, String metric) {}

  private static final Map<Name, Set<Metric>> METRICS = new ConcurrentHashMap<>();

  /** Flink makes it by name. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new JobCounters();
    }
  }

  /** Sum over the subtasks of an operator; 0 before it runs. */
  static long sum(String operator, String counter) {
    return metrics(operator, counter).stream()
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  /** Smallest value over the subtasks of an operator; the smallest long before it runs. */
  static long smallest(String operator, String gauge) {
    return metrics(operator, gauge).stream()
        .mapToLong(metric -> ((Number) ((Gauge<?>) metric).getValue()).longValue())
        .min()
        .orElse(Long.MIN_VALUE);
  }

  private static Set<Metric> metrics(String operator, String metric) {
    return METRICS.getOrDefault(new Name(operator, metric), Set.of());
  }

  private static Name name(String metric, MetricGroup group) {
    return new Name(group.getAllVariables().getOrDefault("<operator_name>", ""), metric);
  }

  @Override
  public void open(MetricConfig config) {
    // Nothing to open: it reports within the process.
  }

  @Override
  public void close() {
    METRICS.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String metricName, MetricGroup group) {
    METRICS
        .computeIfAbsent(name(metricName, group), name -> ConcurrentHashMap.newKeySet())
        .add(metric);
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String metricName, MetricGroup group) {
    metrics(name(metricName, group).operator(), metricName).remove(metric);
  }
}
