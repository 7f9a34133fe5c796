package org.almenara.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.almenara.schemas.SourceRecord;

/**
 * How fast a world is lived through and written, beside Jackson that writes the same records and
 * does nothing else: side by side in one run, so that a busy machine slows both.
 *
 * <pre>
 * mvn -q -Dquick -Dmaven.test.skip=false -pl schemas,simulator test-compile
 * mvn -q -Dquick -Dmaven.test.skip=false -pl simulator exec:java \
 *   -Dexec.classpathScope=test -Dexec.mainClass=org.almenara.simulator.PlainJackson \
 *   -Dexec.args="typologies 5"
 * </pre>
 */
public final class PlainJackson {
  private static final JsonMapper PLAIN =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  private PlainJackson() {}

  /**
   * Prints a line a round: records a second of both, and the first as a part of the second.
   *
   * @param args name of a world, and rounds; the first ones warm up
   */
  public static void main(String[] args) throws IOException {
    World world = World.named(args[0]);
    List<SourceRecord> records = records(world);
    for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
      double lived = lived(world);
      double written = written(records);
      System.out.printf(
          Locale.ROOT,
          "round %d: simulator %,.0f records/s, Jackson alone %,.0f, ratio %.2f%n",
          round,
          lived,
          written,
          lived / written);
    }
  }

  private static List<SourceRecord> records(World world) {
    List<SourceRecord> records = new ArrayList<>();
    for (Sent sent : Worlds.records(world)) {
      SourceRecord record = Worlds.read(sent).value();
      if (record != null && !record.heartbeat()) {
        records.add(record);
      }
    }
    return records;
  }

  private static double lived(World world) {
    long start = System.nanoTime();
    long count = 0;
    long bytes = 0;
    for (Iterator<Sent> all = Simulation.of(world).records(); all.hasNext(); count++) {
      bytes += all.next().value().length;
    }
    return count(count, bytes, start);
  }

  private static double written(List<SourceRecord> records) throws IOException {
    long start = System.nanoTime();
    long bytes = 0;
    for (SourceRecord record : records) {
      bytes += PLAIN.writeValueAsBytes(record).length;
    }
    return count(records.size(), bytes, start);
  }

  private static double count(long count, long bytes, long start) {
    if (bytes < count) {
      throw new IllegalStateException("records were empty");
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }
}
