package org.almenara.cli.rules;

import java.nio.charset.StandardCharsets;
import org.almenara.cli.Screen;
import org.almenara.schemas.Json;

/** One JSON document on one line, for programs. */
final class JsonLine {

  private JsonLine() {}

  static void print(Screen screen, Object document) {
    screen.out().println(new String(Json.canonical(document), StandardCharsets.UTF_8));
  }
}
