package org.almenara.simulator;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One YAML document as a tree that remembers where each part stands. */
sealed interface Yaml {

  Mark mark();

  /** What it is called in messages. */
  String kind();

  /** Keys in the order of the file, each with its value. */
  record Mapping(Mark mark, Map<String, Entry> entries) implements Yaml {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  record Entry(Mark key, Yaml value) {}

  record Sequence(Mark mark, List<Yaml> items) implements Yaml {
    @Override
    public String kind() {
      return items.isEmpty() ? "an empty list" : "a list";
    }
  }

  /** A scalar as it is written; what type it has is for the reader to say. */
  record Scalar(Mark mark, String text) implements Yaml {
    @Override
    public String kind() {
      return text.isEmpty() ? "nothing" : "'" + text + "'";
    }
  }

  /**
   * Reads a document.
   *
   * @param file its name in messages
   * @throws WorldRefused when it is no YAML, or uses a key twice, an alias or a second document
   */
  static Yaml parse(String file, String text) {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        throw new WorldRefused(new Mark(file, 1, 1), "the file is empty: write the world into it");
      }
      Yaml root = node(file, parser);
      if (parser.nextToken() != null) {
        throw new WorldRefused(mark(file, parser), "a file holds one world: move this elsewhere");
      }
      return root;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      Mark mark =
          at == null ? new Mark(file, 1, 1) : new Mark(file, at.getLineNr(), at.getColumnNr());
      throw new WorldRefused(mark, "this is no YAML: look for an indentation or a missing quote");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory is always readable", e);
    }
  }

  private static Yaml node(String file, YAMLParser parser) throws IOException {
    Mark mark = mark(file, parser);
    if (parser.isCurrentAlias()) {
      throw new WorldRefused(mark, "aliases are not read: write the value out");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(file, mark, parser);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Yaml> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(file, parser));
      }
      return new Sequence(mark, List.copyOf(items));
    }
    return new Scalar(mark, parser.getText());
  }

  private static Mapping mapping(String file, Mark mark, YAMLParser parser) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Mark key = mark(file, parser);
      String name = parser.currentName();
      parser.nextToken();
      Entry former = entries.put(name, new Entry(key, node(file, parser)));
      if (former != null) {
        throw new WorldRefused(
            key, "'" + name + "' stands here and in line " + former.key.line() + ": keep one");
      }
    }
    return new Mapping(mark, entries);
  }

  private static Mark mark(String file, YAMLParser parser) {
    JsonLocation at = parser.currentTokenLocation();
    return new Mark(file, at.getLineNr(), at.getColumnNr());
  }
}
