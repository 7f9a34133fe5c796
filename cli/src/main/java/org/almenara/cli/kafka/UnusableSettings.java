package org.almenara.cli.kafka;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** Why settings of a Kafka client are of no use, told without any of their values. */
final class UnusableSettings {

  private static final Pattern SETTING = Pattern.compile("configuration ([a-z][a-z0-9_.]*)");

  private UnusableSettings() {}

  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String said = String.valueOf(root.getMessage());
    if (root instanceof NoSuchFileException || root instanceof FileNotFoundException) {
      return "a file that the settings name is not there";
    }
    if (root instanceof ConfigException && said.contains("bootstrap")) {
      return said.contains("resolvable")
          ? "no address of --bootstrap can be resolved"
          : "--bootstrap is no HOST:PORT";
    }
    Matcher setting = SETTING.matcher(said);
    if (root instanceof ConfigException && setting.find()) {
      return "the value of " + setting.group(1) + " is none that it can have";
    }
    if (said.contains("JAAS") || said.contains("login module")) {
      return "sasl.jaas.config is not of the form `Module required name=\"value\" ...;`";
    }
    return "its settings are of no use (" + root.getClass().getSimpleName() + ")";
  }
}
