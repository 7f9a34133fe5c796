package org.almenara.evaluation;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.simulator.World;

/** A world to test with, and the rules that are deployed. */
final class LittleWorld {

  static final RuleSet RULES = RuleSetReader.compile(RuleSetFiles.packed());

  private LittleWorld() {}

  static World world() throws IOException, URISyntaxException {
    return World.read(
        Path.of(Objects.requireNonNull(LittleWorld.class.getResource("little.yaml")).toURI()));
  }

  static Report evaluated(int threads) throws Exception {
    World world = world();
    return new Evaluation(
            "little", world, 1, world, 1, RULES, 100, Set.of("knows-thresholds"), threads)
        .run((part, done) -> {});
  }
}
