package org.almenara.cli.rules;

import java.util.ArrayList;
import java.util.List;
import org.almenara.cli.Screen;

/** Rows whose columns stand below each other. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heading) {
    rows.add(List.of(heading));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print(Screen screen) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
      }
      screen.out().println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
