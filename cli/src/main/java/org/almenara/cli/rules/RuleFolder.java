package org.almenara.cli.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.almenara.cli.Problem;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.examples.RuleExamples;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A folder of rules, read.
 *
 * @param folder where
 * @param files rules and settings
 * @param examples texts by the id of their rule
 * @param overlay where the overlay lies that is among the files; absent: in the folder, if anywhere
 */
record RuleFolder(
    Path folder, RuleSetFiles files, SortedMap<String, String> examples, @Nullable Path overlay) {

  private static final String YAML = ".yaml";

  /** Reads a folder, or says why it cannot be read. */
  static RuleFolder read(Path folder, CommandSpec spec) {
    if (Files.isRegularFile(folder)) {
      throw new ParameterException(
          spec.commandLine(), "'" + folder + "' is a file: name the folder that it is in");
    }
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "there is no folder '" + folder + "'");
    }
    TreeMap<String, String> files = new TreeMap<>();
    TreeMap<String, String> examples = new TreeMap<>();
    for (Path path : yamlFiles(folder)) {
      String name = path.getFileName() + "";
      if (name.endsWith(RuleExamples.SUFFIX)) {
        String id = name.substring(0, name.length() - RuleExamples.SUFFIX.length());
        examples.put(id, text(path));
      } else {
        files.put(name, text(path));
      }
    }
    if (files.isEmpty()) {
      throw new Problem(
          "there is no rule in " + folder, "name a folder with .yaml files, or begin one there");
    }
    if (!files.containsKey(RuleSetFiles.SETTINGS)) {
      throw new Problem(
          "there is no " + RuleSetFiles.SETTINGS + " in " + folder,
          "name the folder that has it, or copy deploy/rules/" + RuleSetFiles.SETTINGS + " there");
    }
    return new RuleFolder(folder, new RuleSetFiles(files), examples, null);
  }

  /** The same with an overlay that lies elsewhere. */
  RuleFolder withOverlay(Path file) {
    return new RuleFolder(folder, files.withOverlay(text(file)), examples, file);
  }

  /** The same as it was published, without an overlay. */
  RuleFolder withoutOverlay() {
    return new RuleFolder(folder, files.withoutOverlay(), examples, null);
  }

  private static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(YAML) && !Files.isDirectory(path))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Problem("cannot look into " + folder, "check that you may read it", e);
    }
  }

  private static String text(Path path) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new Problem("cannot read " + path, "check that you may read it", e);
    }
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return utf8.decode(in).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(
          path + " is not UTF-8, from line " + line(bytes, in.position()) + " on",
          "save it as UTF-8; most editors ask when saving",
          e);
    }
  }

  private static long line(byte[] bytes, int position) {
    long line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** The text of a file by its name; absent where there is none. */
  @Nullable String text(String fileName) {
    if (fileName.endsWith(RuleExamples.SUFFIX)) {
      String id = fileName.substring(0, fileName.length() - RuleExamples.SUFFIX.length());
      return examples.get(id);
    }
    return files.files().get(fileName);
  }

  /** Where a file lies, as an editor can open it. */
  String place(String fileName) {
    return overlay != null && fileName.equals(RuleSetFiles.OVERLAY)
        ? overlay.toString()
        : folder.resolve(fileName).toString();
  }

  /** Texts of examples whose rule is not there. */
  List<String> orphans() {
    return examples.entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(id -> !files.files().containsKey(id + YAML))
        .toList();
  }
}
