package org.almenara.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a world together before it is read: {@code parts} are files of named mappings, {@code like:
 * NAME} takes over what such a mapping says and this one does not, and {@code 90 % of NAME} stands
 * for a part of a number under {@code published}.
 *
 * <p>So typologies and decoys can be written as the same habits with other numbers. Places in
 * messages stay those of the file in which a thing was written.
 */
final class Assembly {
  private static final String PARTS = "parts";
  private static final String LIKE = "like";
  private static final String PUBLISHED = "published";

  /** What takes away a key that would have been taken over. */
  private static final String NONE = "none";

  /** Where parts come from. */
  interface Parts {
    /** Text of a part; absent where there is none of that name. */
    @Nullable String text(String name);
  }

  private final Map<String, Yaml> named = new LinkedHashMap<>();
  private final Map<String, Yaml.Entry> published;
  private final Deque<String> open = new ArrayDeque<>();

  private Assembly(Map<String, Yaml.Entry> published) {
    this.published = published;
  }

  /**
   * The whole world.
   *
   * @param file name of its file
   * @param partNamed gives the text of a part
   * @throws WorldRefused when something is named that is not there
   */
  static Yaml of(String file, String text, Parts partNamed) {
    Yaml root = Yaml.parse(file, text);
    if (!(root instanceof Yaml.Mapping world)) {
      return root;
    }
    Yaml.Entry numbers = world.entries().get(PUBLISHED);
    Assembly assembly =
        new Assembly(
            numbers != null && numbers.value() instanceof Yaml.Mapping block
                ? block.entries()
                : Map.of());
    Yaml.Entry parts = world.entries().get(PARTS);
    if (parts != null && parts.value() instanceof Yaml.Sequence names) {
      names.items().forEach(name -> assembly.add(name, partNamed));
    }
    return assembly.whole(root);
  }

  private void add(Yaml name, Parts partNamed) {
    String part = name instanceof Yaml.Scalar scalar ? scalar.text() : "";
    String text = part.matches("[a-z0-9-]{1,40}") ? partNamed.text(part) : null;
    if (text == null) {
      throw new WorldRefused(
          name.mark(), "there is no part '" + part + "': name a file in parts/, without .yaml");
    }
    if (!(Yaml.parse("parts/" + part + ".yaml", text) instanceof Yaml.Mapping mapping)) {
      throw new WorldRefused(name.mark(), "the part '" + part + "' names nothing: write 'name:'");
    }
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              Yaml former = named.put(key, entry.value());
              if (former != null) {
                throw new WorldRefused(
                    entry.key(), "'" + key + "' stands at " + former.mark() + " too: rename one");
              }
            });
  }

  private Yaml whole(Yaml node) {
    if (node instanceof Yaml.Mapping mapping) {
      return new Yaml.Mapping(mapping.mark(), entries(mapping));
    }
    if (node instanceof Yaml.Sequence sequence) {
      List<Yaml> items = sequence.items().stream().map(this::whole).toList();
      return new Yaml.Sequence(sequence.mark(), items);
    }
    return node instanceof Yaml.Scalar scalar ? Figure.partOf(scalar, published) : node;
  }

  private Map<String, Yaml.Entry> entries(Yaml.Mapping mapping) {
    Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
    Yaml.Entry like = mapping.entries().get(LIKE);
    if (like != null) {
      entries.putAll(model(like.value()));
    }
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (like != null && entry.value() instanceof Yaml.Scalar no && isNone(no)) {
                entries.remove(key);
              } else if (!key.equals(LIKE)) {
                entries.put(key, new Yaml.Entry(entry.key(), whole(entry.value())));
              }
            });
    return entries;
  }

  private Map<String, Yaml.Entry> model(Yaml like) {
    String name = like instanceof Yaml.Scalar scalar ? scalar.text() : "";
    if (!(named.get(name) instanceof Yaml.Mapping model)) {
      throw new WorldRefused(
          like.mark(), "no part names a mapping '" + name + "': mend the name, or add the part");
    }
    if (open.contains(name)) {
      throw new WorldRefused(like.mark(), "'" + name + "' is like itself: write one of them out");
    }
    open.push(name);
    Map<String, Yaml.Entry> entries = entries(model);
    open.pop();
    return entries;
  }

  private static boolean isNone(Yaml.Scalar scalar) {
    return scalar.text().equals(NONE);
  }
}
