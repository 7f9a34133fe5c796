package org.almenara.cli.broker;

import java.nio.file.Path;
import org.almenara.cli.Installation;

/** A process that starts a broker, says so, and then does nothing until it is killed. */
final class BrokerParent {

  private BrokerParent() {}

  /** Prints bootstrap servers and the broker's process id on one line. */
  public static void main(String[] args) throws Exception {
    LocalBroker broker =
        LocalBroker.start(Installation.current(), Path.of(args[0]), Path.of(args[1]));
    System.out.println(broker.bootstrapServers() + " " + broker.process().pid());
    Thread.currentThread().join();
  }
}
