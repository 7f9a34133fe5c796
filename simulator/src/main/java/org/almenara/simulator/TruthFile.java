package org.almenara.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.almenara.schemas.Json;

/**
 * Truth on disk: one line of canonical JSON for each {@link Truth}. Kept apart from the records.
 */
public final class TruthFile {
  private TruthFile() {}

  /** Writes a file, over what was there. */
  public static void write(Path file, List<Truth> truth) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (Truth line : truth) {
        out.write(Json.canonical(line));
        out.write('\n');
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static List<Truth> read(Path file) throws IOException {
    List<Truth> truth = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      truth.add(Json.read(line.getBytes(StandardCharsets.UTF_8), Truth.class));
    }
    return truth;
  }
}
