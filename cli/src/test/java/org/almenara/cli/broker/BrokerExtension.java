package org.almenara.cli.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.almenara.cli.Installation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker for all tests of a class. */
public final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {

  private @Nullable LocalBroker broker;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Path folder = Files.createTempDirectory("almenara-broker-");
    Path log = Path.of("target", context.getRequiredTestClass().getSimpleName() + "-broker.log");
    broker = LocalBroker.start(Installation.current(), folder, log);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Objects.requireNonNull(broker).close();
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return Objects.requireNonNull(broker).bootstrapServers();
  }
}
