package org.almenara.cli.broker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of this module, or of its tests, as a process of its own. */
public final class Spawned {

  private Spawned() {}

  /** The process, with this one's class path; standard error goes where this one's does. */
  public static Process java(List<String> options, String mainClass, String... args)
      throws IOException {
    return new ProcessBuilder(command(options, mainClass, args))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Its command line. */
  public static List<String> command(List<String> options, String mainClass, String... args) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(options);
    command.add("-Dalmenara.root=" + System.getProperty("almenara.root"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(args));
    return command;
  }
}
