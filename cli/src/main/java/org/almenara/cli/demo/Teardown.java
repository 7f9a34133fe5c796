package org.almenara.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, last first: at the end, or when Ctrl-C ends the process in between. One
 * for a process, since its shutdown hook stays.
 */
final class Teardown implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  Teardown() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "teardown"));
  }

  /** Remembers what was opened. */
  synchronized <T extends AutoCloseable> T add(T open) {
    opened.push(open);
    return open;
  }

  @Override
  public void close() {
    for (AutoCloseable last = pop(); last != null; last = pop()) {
      try {
        last.close();
      } catch (Exception e) {
        LOG.warn("while closing {}", last, e);
      }
    }
  }

  private synchronized @Nullable AutoCloseable pop() {
    return opened.poll();
  }
}
