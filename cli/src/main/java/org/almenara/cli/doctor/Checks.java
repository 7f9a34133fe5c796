package org.almenara.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.almenara.cli.Installation;

/** The checks, each of one thing that the build or the demo needs. */
final class Checks {

  private static final long GIBIBYTE = 1L << 30;
  private static final int JAVA = 17;
  private static final Runtime.Version MAVEN = Runtime.Version.parse("3.8.7");

  /** Demo, broker and Maven together stay below it. */
  private static final long MEMORY = 4 * GIBIBYTE;

  private static final long DISK = GIBIBYTE;

  private Checks() {}

  static List<Check> all(Installation installation) {
    return List.of(
        java(Runtime.version(), ToolProvider.getSystemJavaCompiler() != null),
        maven("mvn"),
        memory(
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()),
        disk(Path.of(System.getProperty("java.io.tmpdir"))),
        loopback(),
        brokerClassPath(installation.brokerClassPath()));
  }

  static Check java(Runtime.Version version, boolean compiler) {
    String found = version + (compiler ? ", with compiler" : ", without compiler");
    return version.feature() >= JAVA && compiler
        ? Check.ok("Java", found)
        : new Check("Java", found, "install a JDK of version 17 or later, not only a runtime");
  }

  static Check maven(String command) {
    String mend = "install Maven " + MAVEN + " or later and put mvn on the PATH";
    try {
      Process process = new ProcessBuilder(command, "--version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = Pattern.compile("Apache Maven (\\d+(\\.\\d+)+)").matcher(said);
      if (!version.find()) {
        return new Check("Maven", "mvn does not say its version", mend);
      }
      return Runtime.Version.parse(version.group(1)).compareTo(MAVEN) >= 0
          ? Check.ok("Maven", version.group(1))
          : new Check("Maven", version.group(1), mend);
    } catch (IOException e) {
      return new Check("Maven", "not found", mend);
    }
  }

  static Check memory(long bytes) {
    return bytes >= MEMORY
        ? Check.ok("Memory", gibibytes(bytes))
        : new Check("Memory", gibibytes(bytes), "the demo wants " + gibibytes(MEMORY));
  }

  static Check disk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String found = gibibytes(free) + " free in " + folder;
      if (!Files.isWritable(folder)) {
        return new Check("Temporary files", folder + " is not writable", "set TMPDIR elsewhere");
      }
      return free >= DISK
          ? Check.ok("Temporary files", found)
          : new Check("Temporary files", found, "free " + gibibytes(DISK) + " or set TMPDIR");
    } catch (IOException e) {
      return new Check("Temporary files", "no folder " + folder, "create it or set TMPDIR");
    }
  }

  static Check loopback() {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, here);
        Socket client = new Socket(here, server.getLocalPort())) {
      return Check.ok("Loopback", client.getRemoteSocketAddress() + " takes connections");
    } catch (IOException e) {
      return new Check(
          "Loopback",
          "no connection to " + here.getHostAddress() + ": " + e.getMessage(),
          "allow local connections: check the lo interface and the firewall");
    }
  }

  static Check brokerClassPath(Path file) {
    String mend = "build it: mvn -pl deploy/local generate-resources";
    try {
      List<String> missing =
          Arrays.stream(Files.readString(file).strip().split(File.pathSeparator, -1))
              .filter(jar -> !Files.isReadable(Path.of(jar)))
              .toList();
      return missing.isEmpty()
          ? Check.ok("Kafka broker", "all its jars are there")
          : new Check("Kafka broker", "missing " + String.join(", ", missing), mend);
    } catch (IOException e) {
      return new Check("Kafka broker", "no class path file " + file, mend);
    }
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIBIBYTE);
  }
}
