package org.almenara.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What can be wrong with one field of a record. */
enum Mutation {
  DROP_FIELD {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      parent.remove(name);
    }
  },
  NULL {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      parent.putNull(name);
    }
  },
  WRONG_TYPE {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      parent.set(name, otherType(random));
    }
  },
  WRONG_SHAPE {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get(name).isTextual()) {
        parent.put(name, garbled(parent.get(name).textValue(), random));
      }
    }
  },
  WRONG_TIME {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get(name).asText().endsWith("Z")) {
        parent.put(name, TIMES.get(random.nextInt(TIMES.size())));
      }
    }
  },
  OUT_OF_RANGE {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get(name).isNumber()) {
        parent.put(name, NUMBERS.get(random.nextInt(NUMBERS.size())));
      }
    }
  },
  FRACTION {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get(name).isNumber()) {
        parent.put(name, random.nextInt(8) / 4.0);
      }
    }
  },
  CODE_OF_ANOTHER_FIELD {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      List<JsonNode> values = new ArrayList<>();
      parent.elements().forEachRemaining(values::add);
      parent.set(name, values.get(random.nextInt(values.size())).deepCopy());
    }
  },
  EXTRA_FIELD {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      String extra = "extra_" + Integer.toString(random.nextInt(), 36);
      parent.set(extra, otherType(random));
    }
  },
  LONG_NAME {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      parent.put("n".repeat(RecordReader.MAX_NAME - 2 + random.nextInt(5)), true);
    }
  },
  LONG_LIST {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get(name) instanceof ArrayNode list && !list.isEmpty()) {
        int size = 30 + random.nextInt(6);
        while (list.size() < size) {
          list.add(list.get(0));
        }
      }
    }
  },
  WRONG_ELEMENT {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get(name) instanceof ArrayNode list) {
        list.insert(random.nextInt(list.size() + 1), otherType(random));
      }
    }
  },
  PERSONAL {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get(name).isTextual()) {
        parent.put(name, PERSONAL_VALUES.get(random.nextInt(PERSONAL_VALUES.size())));
      }
    }
  },
  ANOTHER_TOKEN {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.has("token")) {
        parent.put("token", TOKENS.get(random.nextInt(TOKENS.size())));
      }
    }
  },
  SHORT_TOKEN {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.has("origin")) {
        String origin = parent.get("origin").asText();
        int random128 = origin.indexOf('_') + 22;
        parent.put("origin", origin.substring(0, Math.min(origin.length(), random128)));
      }
    }
  },
  REVERSED_PERIOD {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get("occurred") instanceof ObjectNode occurred && occurred.has("until")) {
        JsonNode from = occurred.get("from");
        occurred.set("from", occurred.get("until"));
        occurred.set("until", from);
      }
      if (parent.has("effective") && parent.has("until")) {
        JsonNode effective = parent.get("effective");
        parent.set("effective", parent.get("until"));
        parent.set("until", effective);
      }
    }
  },
  SAME_PERSON {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.has("author") && parent.has("approver")) {
        parent.set("approver", parent.get("author"));
      }
      if (parent.has("reviewer") && parent.has("second_reviewer")) {
        parent.set("second_reviewer", parent.get("reviewer"));
      }
    }
  },
  EMPTY_LIST {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.get(name) instanceof ArrayNode) {
        parent.putArray(name);
      }
    }
  },
  ANONYMOUS {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      if (parent.has("reporter_kind")) {
        parent.put("reporter_kind", "anonymous");
      }
    }
  },
  WITHOUT_LEGAL_BASIS {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      parent.remove("legal_basis");
    }
  },
  ABOUT_NOBODY {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      parent.remove(List.of("performer", "studio", "payout"));
    }
  },
  DEEP {
    @Override
    void at(ObjectNode parent, String name, Random random) {
      ArrayNode deepest = parent.putArray("deep");
      for (int depth = 3 + random.nextInt(RecordReader.MAX_DEPTH); depth > 0; depth--) {
        deepest = deepest.addArray();
      }
    }
  };

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> OTHER_TYPES =
      List.of(
          NODES.textNode(""),
          NODES.textNode("plain text é 😀"),
          NODES.numberNode(1),
          NODES.numberNode(1.5),
          NODES.booleanNode(true),
          NODES.nullNode(),
          NODES.arrayNode(),
          NODES.arrayNode().add("Threats"),
          NODES.objectNode(),
          NODES.objectNode().put("token", "prf1_Zk3v0yq8Qk2bJ0p4m1X9aA"));

  private static final List<String> PERSONAL_VALUES =
      List.of(
          "maria@example.org",
          "+57 601 234 5678",
          "192.0.2.7",
          "https://example.org/maria",
          "4.60971, -74.08175",
          "4111 1111 1111 1111",
          "12/03/2004",
          "she said no");

  private static final List<String> TOKENS =
      List.of(
          "prf1_Zk3v0yq8Qk2bJ0p4m1X9aA",
          "stu1_DCXhgzyDOEyxgYRCV--ghw",
          "rep1_x5dqEwUSbhzeVP4ALEa3_w",
          "xyz1_x5dqEwUSbhzeVP4ALEa3_w");

  private static final List<BigInteger> NUMBERS =
      List.of(
          BigInteger.valueOf(-1),
          BigInteger.ZERO,
          BigInteger.ONE,
          BigInteger.valueOf(6),
          BigInteger.valueOf(7),
          BigInteger.valueOf(1_000_000),
          BigInteger.valueOf(1_000_001),
          BigInteger.valueOf(1_000_000_000_000_000L),
          BigInteger.valueOf(1_000_000_000_000_001L),
          BigInteger.valueOf(-1_000_000_000_000_000L),
          BigInteger.valueOf(-1_000_000_000_000_001L),
          BigInteger.valueOf(Long.MAX_VALUE),
          BigInteger.ONE.shiftLeft(64),
          BigInteger.TEN.pow(400));

  private static final List<String> TIMES =
      List.of(
          "1999-12-31T23:59:59.999Z",
          "2000-01-01T00:00:00Z",
          "2099-12-31T23:59:59.999Z",
          "2100-01-01T00:00:00Z",
          "2024-02-29T00:00:00Z",
          "2023-02-29T00:00:00Z",
          "2026-13-01T00:00:00Z",
          "2026-00-01T00:00:00Z",
          "2026-11-00T00:00:00Z",
          "2026-11-31T00:00:00Z",
          "2026-11-24T24:00:00Z",
          "2026-11-24T23:60:00Z",
          "2026-12-31T23:59:60Z",
          "2026-11-24t10:15:00Z",
          "2026-11-24T10:15:00z",
          "2026-11-24 10:15:00Z",
          "2026-11-24T10:15Z",
          "2026-11-24T10:15:00.Z",
          "2026-11-24T10:15:00.1Z",
          "2026-11-24T10:15:00.123456Z",
          "2026-11-24T10:15:00+00:00",
          "2026-11-24T10:15:00",
          "+2026-11-24T10:15:00Z",
          "2026-11-24T10:15:00Z\n");

  /** Does it to one field, known or not, of the record or of an object in it. */
  void applyTo(ObjectNode record, Random random) {
    List<ObjectNode> parents = new ArrayList<>();
    parents.add(record);
    record.elements().forEachRemaining(child -> addObject(parents, child));
    ObjectNode parent = parents.get(random.nextInt(parents.size()));
    List<String> names = new ArrayList<>();
    parent.fieldNames().forEachRemaining(names::add);
    if (!names.isEmpty()) {
      at(parent, names.get(random.nextInt(names.size())), random);
    }
  }

  abstract void at(ObjectNode parent, String name, Random random);

  private static void addObject(List<ObjectNode> objects, JsonNode node) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
  }

  private static JsonNode otherType(Random random) {
    return OTHER_TYPES.get(random.nextInt(OTHER_TYPES.size())).deepCopy();
  }

  private static String garbled(String text, Random random) {
    int at = text.isEmpty() ? 0 : random.nextInt(text.length());
    String head = text.substring(0, at);
    String tail = text.substring(Math.min(text.length(), at + 1));
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> text + "\n";
      case 2 -> " " + text;
      case 3 -> text + text + text;
      case 4 -> head + tail;
      case 5 -> head + "é" + tail;
      case 6 -> head + "A" + tail;
      default -> head + "1" + tail;
    };
  }
}
