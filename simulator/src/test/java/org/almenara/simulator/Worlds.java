package org.almenara.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.schemas.Decoded;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Topic;

/** Worlds to test in, and how to look at what they send. */
final class Worlds {
  private Worlds() {}

  /** 40 accounts, two weeks, every primitive. */
  static World tiny() {
    return World.parse("tiny.yaml", tinyText());
  }

  static String tinyText() {
    try (InputStream in = Worlds.class.getResourceAsStream("/worlds/tiny.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Sent> records(World world) {
    List<Sent> all = new ArrayList<>();
    Simulation.of(world).records().forEachRemaining(all::add);
    return all;
  }

  static Decoded<? extends SourceRecord> read(Sent sent) {
    return sent.topic() == Topic.TIPS
        ? RecordReader.TIPS.read(sent.value())
        : RecordReader.PLATFORM_EVENTS.read(sent.value());
  }
}
