package org.almenara.cli.broker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.almenara.cli.Installation;
import org.almenara.cli.Problem;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker as a child process of this one, on the loopback interface, with nothing kept.
 *
 * <p>It and its folder are gone when it is closed, and when this process ends, in whatever way: see
 * {@link BrokerMain}.
 */
public final class LocalBroker implements AutoCloseable {

  /** A start takes about three seconds on an idle machine. */
  private static final Duration START = Duration.ofMinutes(2);

  private static final Duration END = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 3;

  private final Process process;
  private final Path folder;
  private final Path log;
  private final int port;

  private LocalBroker(Process process, Path folder, Path log, int port) {
    this.process = process;
    this.folder = folder;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts one on a free port and returns when it serves.
   *
   * @param folder its data and settings go here; it is removed with the broker, with whatever else
   *     is in it
   * @param log its output is appended here
   */
  public static LocalBroker start(Installation installation, Path folder, Path log) {
    return startOnFreePort(installation, folder, log, null);
  }

  /**
   * Starts one on a free port that also listens for users who prove who they are, and grants them
   * nothing: see {@link SecureListener}.
   */
  public static LocalBroker start(
      Installation installation, Path folder, Path log, SecureListener secure) {
    return startOnFreePort(installation, folder, log, secure);
  }

  private static LocalBroker startOnFreePort(
      Installation installation, Path folder, Path log, @Nullable SecureListener secure) {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Integer> ports = FreePorts.find(2);
        return start(installation, folder, log, ports.get(0), ports.get(1), secure);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Problem e) {
        // Between finding and using a port, another process may have taken it.
        if (attempt == ATTEMPTS || !saysPortTaken(log)) {
          throw e;
        }
      }
    }
  }

  /** Starts one on the port given and returns when it serves. */
  public static LocalBroker start(Installation installation, Path folder, Path log, int port) {
    if (!FreePorts.isFree(port)) {
      throw new Problem(
          "port " + port + " of this machine is taken",
          "name another port, or none and a free one is found");
    }
    try {
      return start(installation, folder, log, port, FreePorts.find(1).get(0), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalBroker start(
      Installation installation,
      Path folder,
      Path log,
      int port,
      int controllerPort,
      @Nullable SecureListener secure)
      throws IOException {
    Path settings = folder.resolve("broker.properties");
    Files.createDirectories(folder);
    Files.createDirectories(log.toAbsolutePath().getParent());
    BrokerSettings.write(settings, folder.resolve("broker"), port, controllerPort, secure);
    Process process =
        new ProcessBuilder(command(installation, folder, settings))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    LocalBroker broker = new LocalBroker(process, folder, log, port);
    try {
      broker.awaitServing();
      return broker;
    } catch (Problem e) {
      broker.close();
      throw e;
    }
  }

  private static List<String> command(Installation installation, Path folder, Path settings)
      throws IOException {
    Path classPath = installation.brokerClassPath();
    if (!Files.isRegularFile(classPath)) {
      throw new Problem(
          "the local broker's class path is missing: " + classPath,
          "build it: mvn -pl deploy/local generate-resources");
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dlog4j2.configurationFile=" + installation.brokerLogging().toUri(),
        "-cp",
        ownClasses() + File.pathSeparator + Files.readString(classPath).strip(),
        BrokerMain.class.getName(),
        folder.toString(),
        settings.toString(),
        Uuid.randomUuid().toString());
  }

  /** Deletes a folder with all that is in it, though others may still write there. */
  public static void delete(Path folder) throws IOException {
    BrokerMain.delete(folder);
  }

  private static Path ownClasses() {
    try {
      return Path.of(BrokerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitServing() {
    Properties settings = new Properties();
    settings.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    settings.setProperty(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "100");
    settings.setProperty(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(START.toMillis()));
    Admin admin = Admin.create(settings);
    try {
      CompletableFuture<?> serving =
          admin.describeCluster().nodes().toCompletionStage().toCompletableFuture();
      CompletableFuture.anyOf(serving, process.onExit()).get(START.toSeconds(), TimeUnit.SECONDS);
      check();
    } catch (ExecutionException | TimeoutException e) {
      throw new Problem(
          "the local Kafka broker did not serve within " + START.toSeconds() + " seconds",
          "the cause is in " + log + "; `almenara doctor` checks what it needs",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private static boolean saysPortTaken(Path log) {
    try {
      return Files.readString(log).contains("Address already in use");
    } catch (IOException e) {
      return false;
    }
  }

  /** Throws when it no longer runs. */
  public void check() {
    if (!process.isAlive()) {
      throw new Problem(
          "the local Kafka broker ended by itself with exit code " + process.exitValue(),
          "the cause is in " + log + "; `almenara doctor` checks what it needs");
    }
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The broker's process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      BrokerMain.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
