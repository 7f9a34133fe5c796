package org.almenara.cli.cases;

/** Text of a fixed width, filled line by line. */
final class Page {

  /** Columns. */
  static final int WIDTH = 100;

  private final StringBuilder lines = new StringBuilder();

  void blank() {
    lines.append('\n');
  }

  /** One line as it is. */
  void line(int indent, String text) {
    lines.append(" ".repeat(indent)).append(text).append('\n');
  }

  /** A paragraph, wrapped between words. */
  void text(int indent, String text) {
    wrap(" ".repeat(indent), indent, text);
  }

  /** A paragraph behind a mark, its further lines hanging below the first word. */
  void item(int indent, String mark, String text) {
    String lead = " ".repeat(indent) + mark + " ";
    wrap(lead, lead.length(), text);
  }

  private void wrap(String lead, int hanging, String text) {
    StringBuilder line = new StringBuilder(lead);
    int used = lead.length();
    boolean first = true;
    for (String word : text.split(" ", -1)) {
      int space = first ? 0 : 1;
      if (!first && used + space + visible(word) > WIDTH) {
        lines.append(line).append('\n');
        line = new StringBuilder(" ".repeat(hanging));
        used = hanging;
        space = 0;
      }
      line.append(" ".repeat(space)).append(word);
      used += space + visible(word);
      first = false;
    }
    lines.append(line).append('\n');
  }

  /** Columns that a word takes: colour codes take none. */
  private static int visible(String word) {
    return word.replaceAll("\u001b\\[[0-9;]*m", "").length();
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
