package org.almenara.cli.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Main class of the broker's own process: formats the storage, runs the broker, and goes, with its
 * folder, when the parent does.
 *
 * <p>The parent holds the other end of standard input and never writes to it. However the parent
 * ends, the system closes that end; reading then meets the end of the stream.
 *
 * <p>It runs on the broker's class path, which is not that of the command, so it uses the JDK only
 * and reaches Kafka by name.
 */
final class BrokerMain {

  private static final int CANNOT_FORMAT = 4;
  private static final int ATTEMPTS = 10;
  private static final long PARENT_ENDS_MILLIS = 8_000;

  private BrokerMain() {}

  /**
   * Runs until the parent ends.
   *
   * @param args the folder that goes with the broker, the broker's settings file, the cluster id
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    String settings = args[1];
    String clusterId = args[2];
    Thread watch = new Thread(() -> endWithParent(System.in, folder), "end-with-parent");
    watch.setDaemon(true);
    watch.start();
    // Ctrl-C reaches parent and child at once. The parent may still be using the folder then.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(watch), "await-parent"));
    format(settings, clusterId);
    Class<?> kafka = Class.forName("kafka.Kafka");
    kafka.getMethod("main", String[].class).invoke(null, (Object) new String[] {settings});
  }

  private static void format(String settings, String clusterId) throws Exception {
    String[] args = {"format", "--standalone", "--config", settings, "--cluster-id", clusterId};
    Method execute =
        Class.forName("kafka.tools.StorageTool")
            .getMethod("execute", String[].class, PrintStream.class);
    if (!Integer.valueOf(0).equals(execute.invoke(null, args, System.out))) {
      Runtime.getRuntime().halt(CANNOT_FORMAT);
    }
  }

  private static void await(Thread watch) {
    try {
      watch.join(PARENT_ENDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endWithParent(InputStream parent, Path folder) {
    try {
      while (parent.read() >= 0) {
        // The parent writes nothing; only the end matters.
      }
      delete(folder);
    } catch (IOException e) {
      System.err.println("while ending: " + e);
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  /**
   * Deletes a folder with all that is in it; one that is gone is fine. Others may still write
   * there, so it tries again.
   */
  static void delete(Path folder) throws IOException {
    for (int attempt = 1; Files.exists(folder); attempt++) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (UncheckedIOException | DirectoryNotEmptyException | NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("cannot delete " + folder, e);
        }
      }
    }
  }
}
