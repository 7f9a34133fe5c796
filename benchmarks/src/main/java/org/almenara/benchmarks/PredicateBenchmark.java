package org.almenara.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.almenara.engine.rules.FilterTrial;
import org.almenara.engine.rules.Interpreter;
import org.almenara.schemas.PlatformEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ten filters, each over a day's mix of records: the closure against CEL's interpreter. A figure is
 * the ten filters of one record.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class PredicateBenchmark {

  /** Of deploy/rules, then such as indicators I05, I14, I15, I18 to I20 and I25 ask for. */
  static final List<String> FILTERS =
      List.of(
          "type == \"exit.reversed\" && actor == \"manager\"",
          "type == \"payout.made\" && !(has(studio.registered) && studio.registered)",
          "type == \"pay.attested\" && attested == \"none\" && reported_by == \"performer\"",
          "type == \"login\" && device.relation != \"own\"",
          "type == \"account.changed\" && what in [\"password\", \"second_factor\", \"payout\"]"
              + " && actor != \"performer\" && device.relation in [\"studio\", \"other\"]",
          "type == \"login\" && network.kind == \"fixed\"",
          "type == \"payout.made\" && reported_by in [\"processor\", \"performer\"]"
              + " && share.minor * 5 < amount.minor",
          "type == \"payout.made\" && rail in [\"prepaid\", \"crypto\"] && amount.minor >= 10000",
          "type == \"payment.received\" && amount.minor < 10000 && platform == \"p1\"",
          "type in [\"session.started\", \"session.alive\", \"session.ended\"]");

  private final List<PlatformEvent> records = Records.events();
  private final List<FilterTrial> closures = FILTERS.stream().map(FilterTrial::of).toList();
  private final List<Interpreter> interpreted = FILTERS.stream().map(Interpreter::of).toList();

  /** Both must say the same, or the figures mean nothing. */
  @Setup
  public void compare() {
    int held = 0;
    for (PlatformEvent record : records) {
      for (int i = 0; i < FILTERS.size(); i++) {
        boolean holds = closures.get(i).holds(record);
        held += holds ? 1 : 0;
        if (holds != interpreted.get(i).holds(record)) {
          throw new IllegalStateException(FILTERS.get(i) + " of " + record);
        }
      }
    }
    if (held < records.size() / 10) {
      throw new IllegalStateException("the filters hold too seldom: " + held);
    }
  }

  @Benchmark
  @OperationsPerInvocation(Records.NUMBER)
  public int closures() {
    int held = 0;
    for (PlatformEvent record : records) {
      for (FilterTrial filter : closures) {
        held += filter.holds(record) ? 1 : 0;
      }
    }
    return held;
  }

  /** The record's fields are read once for all ten: a map that costs this side nothing here. */
  @Benchmark
  @OperationsPerInvocation(Records.NUMBER)
  public int interpreter(Values values) {
    int held = 0;
    for (Interpreter.Fields fields : values.of) {
      for (Interpreter filter : interpreted) {
        held += filter.holds(fields) ? 1 : 0;
      }
    }
    return held;
  }

  /** The fields of the records, as the interpreter reads them. */
  @State(Scope.Benchmark)
  public static class Values {
    private final List<Interpreter.Fields> of =
        Records.events().stream().map(Interpreter.Fields::of).toList();
  }
}
