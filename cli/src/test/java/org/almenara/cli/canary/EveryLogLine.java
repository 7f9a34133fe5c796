package org.almenara.cli.canary;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** All that is logged in this process at DEBUG and above, with stack traces, while it is open. */
final class EveryLogLine implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Appender appender =
      new AbstractAppender(
          "every-line",
          null,
          PatternLayout.newBuilder().withPattern("%-5p %c %m%n%ex{full}").build(),
          false,
          Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          lines.add(getLayout().toSerializable(event).toString());
        }
      };

  EveryLogLine() {
    appender.start();
    context.getRootLogger().addAppender(appender);
    Configurator.setAllLevels("", Level.DEBUG);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    context.getRootLogger().removeAppender(appender);
    context.reconfigure();
  }
}
