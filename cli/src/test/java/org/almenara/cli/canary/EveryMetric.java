package org.almenara.cli.canary;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Keeps every metric that is ever registered in this process, with its name and its labels. */
public final class EveryMetric implements MetricReporter {

  private static final Map<String, Metric> METRICS = new ConcurrentHashMap<>();

  /** Flink makes it by name. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new EveryMetric();
    }
  }

  /** A line a metric: identifier, labels, value. */
  static List<String> lines() {
    return METRICS.entrySet().stream()
        .map(metric -> metric.getKey() + " = " + value(metric.getValue()))
        .toList();
  }

  /** Sum of the counters whose line has all of these parts. */
  static long sum(String... parts) {
    return METRICS.entrySet().stream()
        .filter(metric -> List.of(parts).stream().allMatch(metric.getKey()::contains))
        .mapToLong(metric -> ((Counter) metric.getValue()).getCount())
        .sum();
  }

  private static Object value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge ? String.valueOf(gauge.getValue()) : "";
  }

  @Override
  public void open(MetricConfig config) {
    // Nothing to open: it keeps within the process.
  }

  @Override
  public void close() {
    // What was registered stays, to be looked through after the job.
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    METRICS.put(group.getMetricIdentifier(name) + " " + group.getAllVariables(), metric);
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    // It stays.
  }
}
