package org.almenara.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almenara.cli.Problem;
import org.almenara.simulator.World;
import org.almenara.simulator.WorldRefused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which world is simulated. */
public final class WorldOption {

  @Option(
      names = "--world",
      paramLabel = "NAME|FILE",
      defaultValue = "small",
      description = "A world that comes with the simulator, or a file (default: small).")
  private String name = "small";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another seed, another world (default: the world's own).")
  private @Nullable Long seed;

  /** As it was asked for. */
  public String name() {
    return name;
  }

  /** The world, or what is wrong with it. */
  public World world() throws IOException {
    World world = Files.isRegularFile(Path.of(name)) ? fromFile() : named();
    return seed == null ? world : world.withSeed(seed);
  }

  private World fromFile() throws IOException {
    try {
      return World.read(Path.of(name));
    } catch (WorldRefused e) {
      throw new Problem(e.getMessage() + "", "mend the world's file", e);
    }
  }

  private World named() {
    try {
      return World.named(name);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          "there is no world '" + name + "', nor a file of that name", "try --world small", e);
    }
  }
}
