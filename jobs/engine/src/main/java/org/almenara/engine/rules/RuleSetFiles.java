package org.almenara.engine.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.schemas.Json;

/**
 * A rule set as analysts write it: text by file name, {@code settings.yaml} and one file a rule;
 * and {@code overlay.yaml}, where a deployment has values of its own.
 *
 * <p>This is what is published, hashed and shipped to every worker, which compiles it for itself.
 * The settings list the rules that belong to the set; examples lie beside them and are no part of
 * it.
 */
public record RuleSetFiles(TreeMap<String, String> files) implements Serializable {

  /** Name of the file with the settings. */
  public static final String SETTINGS = "settings.yaml";

  /** Name of the file with a deployment's own values, which few rule sets have. */
  public static final String OVERLAY = "overlay.yaml";

  private static final long serialVersionUID = 1L;
  private static final String YAML = ".yaml";
  private static final String EXAMPLES_SUFFIX = ".examples.yaml";

  /** SHA-256 over the canonical JSON of all files: the identity of the rule set. */
  public String hash() {
    return Json.sha256(Json.canonical(files));
  }

  /** Whether a file of that name is a rule. */
  public static boolean isRule(String name) {
    return !name.equals(SETTINGS) && !name.equals(OVERLAY);
  }

  /** Ids of the rules that have a file. */
  public SortedSet<String> ruleIds() {
    return files.keySet().stream()
        .filter(RuleSetFiles::isRule)
        .map(RuleSetFiles::idOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The id of the rule in a file of that name. */
  static String idOf(String name) {
    return name.endsWith(YAML) ? name.substring(0, name.length() - YAML.length()) : name;
  }

  /** Whether a deployment's own values are part of it. */
  public boolean hasOverlay() {
    return files.containsKey(OVERLAY);
  }

  /** The same with a deployment's own values over it. */
  public RuleSetFiles withOverlay(String text) {
    TreeMap<String, String> all = new TreeMap<>(files);
    all.put(OVERLAY, text);
    return new RuleSetFiles(all);
  }

  /** The same as it was published, without a deployment's own values. */
  public RuleSetFiles withoutOverlay() {
    TreeMap<String, String> published = new TreeMap<>(files);
    published.remove(OVERLAY);
    return new RuleSetFiles(published);
  }

  /** Reads a folder: all {@code .yaml} files but examples. */
  public static RuleSetFiles ofFolder(Path folder) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = path.getFileName().toString();
        if (name.endsWith(".yaml") && !name.endsWith(EXAMPLES_SUFFIX)) {
          files.put(name, Files.readString(path));
        }
      }
    }
    return new RuleSetFiles(files);
  }

  /** Reads the rule set packed with the job, under {@code /rules} on the class path. */
  public static RuleSetFiles packed() {
    TreeMap<String, String> files = new TreeMap<>();
    String settings = resource(SETTINGS);
    files.put(SETTINGS, settings);
    for (String id : rulesListed(settings)) {
      files.put(id + ".yaml", resource(id + ".yaml"));
    }
    return new RuleSetFiles(files);
  }

  private static List<String> rulesListed(String settings) {
    return RuleSetReader.readSettings(settings).rules();
  }

  private static String resource(String name) {
    try (InputStream in = RuleSetFiles.class.getResourceAsStream("/rules/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "no rule file /rules/" + name + " on the class path; build the job with its rules");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
