package org.almenara.simulator;

import java.util.List;
import java.util.regex.Pattern;
import org.almenara.schemas.SourceRecord;

/** Ways in which records break on their way; each of them must be refused. */
enum Breakage {
  CUT_OFF {
    @Override
    String apply(String json, SourceRecord fact) {
      return json.substring(0, json.length() / 2);
    }
  },
  TIME_AS_NUMBER {
    @Override
    String apply(String json, SourceRecord fact) {
      return json.replace(
          "\"time\":\"" + fact.time() + "\"", "\"time\":" + fact.time().toEpochMilli());
    }
  },
  /** Somebody's address where a pseudonym must be. */
  PLAIN_ADDRESS {
    @Override
    String apply(String json, SourceRecord fact) {
      return TOKEN.matcher(json).replaceFirst("\"token\":\"someone@example.org\"");
    }
  },
  UNKNOWN_TYPE {
    @Override
    String apply(String json, SourceRecord fact) {
      return json.replace(
          "\"type\":\"" + fact.typeCode() + "\"", "\"type\":\"" + fact.typeCode() + ".new\"");
    }
  };

  private static final Pattern TOKEN = Pattern.compile("\"token\":\"[^\"]*\"");
  private static final List<Breakage> ALL = List.of(values());

  /** Breaks a record's canonical JSON. */
  abstract String apply(String json, SourceRecord fact);

  static Breakage any(String json, Draw draw) {
    Breakage drawn = draw.oneOf(ALL);
    return drawn == PLAIN_ADDRESS && !TOKEN.matcher(json).find() ? CUT_OFF : drawn;
  }
}
