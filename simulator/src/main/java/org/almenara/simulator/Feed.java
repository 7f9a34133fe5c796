package org.almenara.simulator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * What platforms do not send: it happens in the world all the same, and is left out where records
 * are written. So one world and seed can be looked at through several feeds.
 */
record Feed(List<Lack> lacks) {
  /**
   * A type of record that is never sent, or one field of it.
   *
   * @param field component of {@link PlatformEvent}, in snake case; absent: the whole type
   */
  record Lack(EventType type, @Nullable String field) {
    static Lack parse(String text) {
      EventType type =
          Arrays.stream(EventType.values())
              .filter(any -> text.equals(any.code()) || text.startsWith(any.code() + "."))
              .max(Comparator.comparing(any -> any.code().length()))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'" + text + "' names no record type: write one such as login"));
      if (text.equals(type.code())) {
        return new Lack(type, null);
      }
      String field = text.substring(type.code().length() + 1);
      boolean known =
          Arrays.stream(PlatformEvent.class.getRecordComponents())
              .anyMatch(component -> snake(component.getName()).equals(field));
      if (!known || type.required().contains(field) || PARTS_OF_ALL.contains(field)) {
        throw new IllegalArgumentException(
            "'" + field + "' cannot lack in " + type.code() + ": name a field that may be absent");
      }
      return new Lack(type, field);
    }

    private static final List<String> PARTS_OF_ALL = List.of("id", "type", "time", "platform");
  }

  static String snake(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
