package org.almenara.engine.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One YAML file of a rule set, read strictly into a Java record: no unknown key, no key twice, none
 * missing, no value of another type. All problems of a file are found in one go, each with its
 * place.
 *
 * <p>Keys are the record's components in snake case; a component that is {@code @Nullable} may be
 * left out. Components are texts, whole numbers, decimals, {@link org.almenara.schemas.Coded}
 * enums, records, lists, maps, and {@link JsonNode} for what is checked elsewhere.
 */
public final class YamlFile {

  private final String name;
  private final String text;
  private final List<RuleProblem> problems;
  private final @Nullable Node root;
  private final @Nullable Overlaid overlaid;

  private YamlFile(String name, String text, List<RuleProblem> problems) {
    this.name = name;
    this.text = text;
    this.problems = problems;
    this.root = parse();
    this.overlaid = null;
  }

  private YamlFile(YamlFile file, Overlaid overlaid) {
    this.name = file.name;
    this.text = file.text;
    this.problems = file.problems;
    this.root = file.root;
    this.overlaid = overlaid;
  }

  /** The same file, some values of which stand in another: what is said of them is said there. */
  YamlFile overlaid(Overlaid by) {
    return new YamlFile(this, by);
  }

  /** Whether some of its values stand in another file. */
  boolean isOverlaid() {
    return overlaid != null;
  }

  /** What was read, and where its values stand. */
  public record Parsed<T>(T value, YamlFile file) {}

  /** Reads a file; absent when it is not of the shape, and the problems say why. */
  public static <T extends Record> @Nullable Parsed<T> read(
      String name, String text, Class<T> type, List<RuleProblem> problems) {
    YamlFile file = new YamlFile(name, text, problems);
    Node root = file.root;
    Object value = root == null ? null : new YamlBinder(file).bind(root, type, "");
    return value == null ? null : new Parsed<>(type.cast(value), file);
  }

  /** Reads a file that is a list; absent when it is not of the shape, and the problems say why. */
  public static <T extends Record> @Nullable Parsed<List<T>> readList(
      String name, String text, Class<T> type, List<RuleProblem> problems) {
    YamlFile file = new YamlFile(name, text, problems);
    List<T> values = new ArrayList<>();
    if (!(file.root instanceof SequenceNode list)) {
      if (file.root != null) {
        file.problem("", "the file is no list", "begin each entry with '- '");
      }
      return null;
    }
    YamlBinder binder = new YamlBinder(file);
    for (Node item : list.getValue()) {
      Object value = binder.bind(item, type, "");
      if (value != null) {
        values.add(type.cast(value));
      }
    }
    return values.size() == list.getValue().size() ? new Parsed<>(values, file) : null;
  }

  private @Nullable Node parse() {
    try {
      Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (node == null) {
        problem("", "the file is empty", "write into it or remove it");
      }
      return node;
    } catch (MarkedYAMLException e) {
      add(e.getProblemMark(), "this is no YAML: " + oneLine(e.getProblem()), MEND_YAML);
    } catch (YAMLException e) {
      add(null, "this is no YAML: " + oneLine(e.getMessage()), MEND_YAML);
    }
    return null;
  }

  private static final String MEND_YAML = "check indentation, quotes and brackets";

  private static String oneLine(@Nullable String message) {
    return message == null ? "it ends too early" : message.lines().findFirst().orElse("").strip();
  }

  /** Notes a problem at the value under a JSON pointer, or at the nearest one above it. */
  public void problem(String pointer, String cause, String mend) {
    problems.add(withHint(at(pointer, cause, mend)));
  }

  /** Notes a problem at a node. */
  void problem(Node node, String cause, String mend) {
    add(node.getStartMark(), cause, mend);
  }

  /** Notes a problem inside an expression. */
  void problem(String pointer, Expressions.Problem problem) {
    problems.add(withHint(at(pointer, problem)));
  }

  /** A value of the overlay can be wrong only beside one that is published. */
  private RuleProblem withHint(RuleProblem problem) {
    return overlaid == null || !problem.file().equals(name)
        ? problem
        : new RuleProblem(
            problem.file(),
            problem.line(),
            problem.column(),
            problem.cause(),
            problem.mend() + "; " + RuleSetFiles.OVERLAY + " has values beside it");
  }

  /** Something to say of the value under a JSON pointer, or of the nearest one above it. */
  RuleProblem at(String pointer, String cause, String mend) {
    RuleProblem there = overlaid == null ? null : overlaid.at(pointer, cause, mend);
    if (there != null) {
      return there;
    }
    Node node = node(pointer);
    Mark mark = node == null || pointer.isEmpty() ? null : node.getStartMark();
    return mark == null
        ? new RuleProblem(name, 0, 0, cause, mend)
        : new RuleProblem(name, mark.getLine() + 1, mark.getColumn() + 1, cause, mend);
  }

  /** Something to say of a place inside an expression. */
  RuleProblem at(String pointer, Expressions.Problem problem) {
    RuleProblem there = overlaid == null ? null : overlaid.at(pointer, problem);
    if (there != null) {
      return there;
    }
    if (node(pointer) instanceof ScalarNode scalar) {
      int offset = overlaid == null ? problem.offset() : overlaid.offset(pointer, problem.offset());
      int at = YamlText.position(text, scalar, offset);
      return new RuleProblem(
          name,
          YamlText.line(text, at),
          YamlText.column(text, at),
          problem.cause(),
          problem.mend());
    }
    return at(pointer, problem.cause(), problem.mend());
  }

  private @Nullable Node node(String pointer) {
    Node node = root;
    for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
      Node next = node == null ? null : child(node, step);
      if (next == null) {
        return node;
      }
      node = next;
    }
    return node;
  }

  private static @Nullable Node child(Node node, String step) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(step)) {
          return tuple.getValueNode();
        }
      }
    }
    if (node instanceof SequenceNode list && step.matches("[0-9]{1,6}")) {
      int index = Integer.parseInt(step);
      return index < list.getValue().size() ? list.getValue().get(index) : null;
    }
    return null;
  }

  private void add(@Nullable Mark mark, String cause, String mend) {
    if (mark == null) {
      add(0, 0, cause, mend);
    } else {
      add(mark.getLine() + 1, mark.getColumn() + 1, cause, mend);
    }
  }

  private void add(int line, int column, String cause, String mend) {
    problems.add(new RuleProblem(name, line, column, cause, mend));
  }
}
