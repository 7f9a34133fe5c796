package org.almenara.cli.rules;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.almenara.cli.Problem;

/** Tells when a YAML file of some folders has changed. */
final class FolderWatch implements AutoCloseable {

  /** An editor writes a file in several steps; this long after the last they are one change. */
  private static final long QUIET_MILLIS = 100;

  private final WatchService service;

  FolderWatch(Collection<Path> folders) {
    try {
      service = FileSystems.getDefault().newWatchService();
      for (Path folder : folders) {
        folder.register(
            service,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
      }
    } catch (IOException e) {
      throw new Problem("cannot watch " + folders, "run it without --watch", e);
    }
  }

  /** Waits for the next change since it was made or asked last; false when it was closed. */
  boolean await() {
    try {
      boolean changed = false;
      while (true) {
        WatchKey key = changed ? service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS) : service.take();
        if (key == null) {
          return true;
        }
        changed |= key.pollEvents().stream().anyMatch(event -> isYaml(event.context()));
        if (!key.reset()) {
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  /** When too much happened at once, nobody knows what: then something has changed. */
  private static boolean isYaml(Object context) {
    return !(context instanceof Path path) || path.toString().endsWith(".yaml");
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
