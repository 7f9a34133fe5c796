package org.almenara.engine.rules;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Where a character of a YAML value stands in the file, whatever way the value is written. */
final class YamlText {

  private YamlText() {}

  /**
   * The index in the file of a character of a value. White space may be folded in the file, so the
   * others are counted.
   */
  static int position(String file, ScalarNode value, int offset) {
    String before = value.getValue().substring(0, Math.min(offset, value.getValue().length()));
    long skip = before.chars().filter(c -> !Character.isWhitespace(c)).count();
    int at = contentStart(file, value);
    while (at < file.length() - 1) {
      char c = file.charAt(at);
      if (!Character.isWhitespace(c) && skip-- == 0) {
        break;
      }
      at += isEscape(value.getScalarStyle(), c, file.charAt(at + 1)) ? 2 : 1;
    }
    return at;
  }

  private static int contentStart(String file, ScalarNode value) {
    int start = file.offsetByCodePoints(0, value.getStartMark().getIndex());
    return switch (value.getScalarStyle()) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> start + 1;
      case LITERAL, FOLDED -> Math.max(start, file.indexOf('\n', start) + 1);
      default -> start;
    };
  }

  private static boolean isEscape(ScalarStyle style, char first, char second) {
    return (style == ScalarStyle.SINGLE_QUOTED && first == '\'' && second == '\'')
        || (style == ScalarStyle.DOUBLE_QUOTED && first == '\\');
  }

  /** The line of an index, from 1. */
  static int line(String file, int index) {
    return 1 + (int) file.substring(0, index).chars().filter(c -> c == '\n').count();
  }

  /** The column of an index, from 1. */
  static int column(String file, int index) {
    int start = file.lastIndexOf('\n', index - 1) + 1;
    return 1 + file.codePointCount(start, index);
  }
}
