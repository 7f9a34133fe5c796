package org.almenara.engine.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.schemas.Coded;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns YAML nodes into values of Java types; what does not fit is noted as a problem. */
final class YamlBinder {

  private final YamlFile file;

  YamlBinder(YamlFile file) {
    this.file = file;
  }

  /**
   * The value of a node; absent when it does not fit.
   *
   * @param name of the key that it stands under; empty for the file as a whole
   */
  @Nullable Object bind(Node node, Type type, String name) {
    if (node.getAnchor() != null) {
      return problem(node, "anchors are not used here", "write the value out");
    }
    if (node.getTag().equals(Tag.NULL) && type != JsonNode.class) {
      return problem(node, quoted(name) + " has no value", "write one or remove the key");
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? list(node, arguments[0], name)
          : map(node, arguments[0], arguments[1], name);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == JsonNode.class) {
      return json(node);
    }
    return plain.isRecord() ? record(node, plain, name) : scalar(node, plain, name);
  }

  private @Nullable Object problem(Node node, String cause, String mend) {
    file.problem(node, cause, mend);
    return null;
  }

  private static String quoted(String name) {
    return name.isEmpty() ? "this" : "'" + name + "'";
  }

  private @Nullable Object scalar(Node node, Class<?> type, String name) {
    if (!(node instanceof ScalarNode scalar)) {
      return wrongType(node, name, "a single value");
    }
    String text = scalar.getValue();
    Tag tag = node.getTag();
    boolean whole = tag.equals(Tag.INT) && text.matches("-?[0-9]{1,9}");
    if (type == int.class || type == Integer.class) {
      return whole ? Integer.valueOf(text) : wrongType(node, name, "a whole number");
    }
    if (type == double.class || type == Double.class) {
      return whole || tag.equals(Tag.FLOAT)
          ? decimal(node, text, name)
          : wrongType(node, name, "a number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return isBoolean(node, text)
          ? Boolean.valueOf(text.equals("true"))
          : wrongType(node, name, "true or false");
    }
    if (!tag.equals(Tag.STR) && !tag.equals(Tag.TIMESTAMP)) {
      return wrongType(node, name, "a text: put it in quotes");
    }
    return type.isEnum() ? code(node, type, text, name) : text;
  }

  /** YAML takes {@code yes}, {@code on} and {@code True} for the same; here one word says it. */
  private static boolean isBoolean(Node node, String text) {
    return node.getTag().equals(Tag.BOOL) && (text.equals("true") || text.equals("false"));
  }

  private @Nullable Object decimal(Node node, String text, String name) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return wrongType(node, name, "a number");
    }
  }

  private @Nullable Object wrongType(Node node, String name, String wanted) {
    return problem(node, quoted(name) + " is " + kind(node), "write " + wanted);
  }

  private static String kind(Node node) {
    if (node instanceof MappingNode) {
      return "a map";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    Tag tag = node.getTag();
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return "the number " + text;
    }
    return tag.equals(Tag.BOOL) ? "yes or no ('" + text + "')" : "the text '" + text + "'";
  }

  private @Nullable Object code(Node node, Class<?> type, String text, String name) {
    List<String> codes = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String code = ((Coded) constant).code();
      if (code.equals(text)) {
        return constant;
      }
      codes.add(code);
    }
    return problem(
        node, quoted(name) + " cannot be '" + text + "'", Names.suggest(text, codes, "use"));
  }

  private @Nullable Object list(Node node, Type element, String name) {
    if (!(node instanceof SequenceNode list)) {
      return wrongType(node, name, "a list: [a, b]");
    }
    List<Object> values = new ArrayList<>();
    for (Node item : list.getValue()) {
      Object value = bind(item, element, name);
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == list.getValue().size() ? List.copyOf(values) : null;
  }

  private @Nullable Object map(Node node, Type keys, Type element, String name) {
    Map<String, NodeTuple> entries = entries(node, name);
    if (entries == null) {
      return null;
    }
    Map<Object, Object> values = new TreeMap<>();
    entries.forEach(
        (key, tuple) -> {
          Object known = keys == String.class ? key : bind(tuple.getKeyNode(), keys, name);
          Object value = bind(tuple.getValueNode(), element, key);
          if (known != null && value != null) {
            values.put(known, value);
          }
        });
    return values.size() == entries.size() ? values : null;
  }

  /** The entries of a map by key, each key once; absent when it is none. */
  private @Nullable Map<String, NodeTuple> entries(Node node, String name) {
    if (!(node instanceof MappingNode mapping)) {
      wrongType(node, name, "keys with values: {a: b}");
      return null;
    }
    Map<String, NodeTuple> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problem(tuple.getKeyNode(), "this is no key", "write a name before the colon");
      } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
        problem(key, quoted(key.getValue()) + " is there twice", "keep one of them");
      }
    }
    return entries;
  }

  private @Nullable Object record(Node node, Class<?> type, String name) {
    Map<String, NodeTuple> entries = entries(node, name);
    if (entries == null) {
      return null;
    }
    RecordComponent[] components = type.getRecordComponents();
    List<String> keys = Arrays.stream(components).map(YamlBinder::key).toList();
    entries.forEach(
        (key, tuple) -> {
          if (!keys.contains(key)) {
            problem(
                tuple.getKeyNode(),
                quoted(key) + " is no key here",
                Names.suggest(key, keys, "keys are"));
          }
        });
    boolean fits = keys.containsAll(entries.keySet());
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      NodeTuple tuple = entries.get(keys.get(i));
      boolean optional = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (tuple != null) {
        values[i] = bind(tuple.getValueNode(), components[i].getGenericType(), keys.get(i));
        fits &= values[i] != null;
      } else if (!optional) {
        problem(node, quoted(keys.get(i)) + " is missing", "add " + keys.get(i) + ": ...");
        fits = false;
      }
    }
    return fits ? construct(type, components, values) : null;
  }

  /** What stands in a file under which key: the reverse of reading a record, for its own keys. */
  static Map<String, Object> values(Record record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = component.getAccessor().invoke(record);
        if (value != null) {
          values.put(key(component), value);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessor can be called", e);
      }
    }
    return values;
  }

  /** The same record with other values under some of its keys. */
  static <T extends Record> T with(T record, Class<T> type, Map<String, ?> changes) {
    Map<String, Object> all = values(record);
    all.putAll(changes);
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values =
        Arrays.stream(components).map(component -> all.get(key(component))).toArray();
    return type.cast(construct(type, components, values));
  }

  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Object construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record of checked values can be made", e);
    }
  }

  private @Nullable JsonNode json(Node node) {
    if (node.getAnchor() != null) {
      file.problem(node, "anchors are not used here", "write the value out");
      return null;
    }
    if (node instanceof SequenceNode list) {
      List<JsonNode> items = new ArrayList<>();
      for (Node item : list.getValue()) {
        JsonNode json = json(item);
        if (json != null) {
          items.add(json);
        }
      }
      return JsonNodeFactory.instance.arrayNode().addAll(items);
    }
    if (node instanceof MappingNode) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      Map<String, NodeTuple> entries = entries(node, "");
      if (entries != null) {
        entries.forEach((key, tuple) -> object.set(key, json(tuple.getValueNode())));
      }
      return object;
    }
    String text = ((ScalarNode) node).getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.INT) && text.matches("-?[0-9]{1,18}")) {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    }
    if (tag.equals(Tag.FLOAT) && text.matches("-?[0-9]{1,18}\\.[0-9]{1,18}")) {
      return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    }
    if (isBoolean(node, text)) {
      return JsonNodeFactory.instance.booleanNode(text.equals("true"));
    }
    return tag.equals(Tag.NULL)
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.textNode(text);
  }
}
