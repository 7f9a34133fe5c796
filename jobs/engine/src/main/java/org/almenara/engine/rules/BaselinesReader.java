package org.almenara.engine.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the market baselines of the settings: no number without its source and its date. */
final class BaselinesReader {

  private final YamlFile file;

  private BaselinesReader(YamlFile file) {
    this.file = file;
  }

  static Baselines read(YamlFile.Parsed<SettingsFile> settings) {
    TreeMap<String, Baselines.Baseline> baselines = new TreeMap<>();
    Map<String, SettingsFile.BaselineFile> written = settings.value().baselines();
    if (written != null) {
      BaselinesReader reader = new BaselinesReader(settings.file());
      written.forEach((name, baseline) -> baselines.put(name, reader.read(name, baseline)));
    }
    return new Baselines(baselines);
  }

  private Baselines.Baseline read(String name, SettingsFile.BaselineFile written) {
    String pointer = "/baselines/" + name;
    if (!Names.isName(name)) {
      file.problem(
          pointer,
          "'" + name + "' is no name that a filter can use",
          "use lower-case letters, digits and _, and no word of CEL");
    }
    if (written.source().isBlank()) {
      file.problem(pointer + "/source", "the source is empty", "say who published the number");
    }
    if (!isDate(written.date())) {
      file.problem(
          pointer + "/date", "'" + written.date() + "' is no date", "write it as '2024-12-09'");
    }
    if (written.markets().isEmpty() && written.elsewhere() == null) {
      file.problem(pointer, "the baseline has no number", "add a market, or elsewhere");
    }
    written
        .markets()
        .forEach(
            (country, value) -> {
              String place = pointer + "/markets/" + country;
              if (!country.matches("[A-Z]{2}")) {
                file.problem(place, "'" + country + "' is no country", "write say CO");
              }
              checkNumber(place, value);
            });
    checkNumber(pointer + "/elsewhere", written.elsewhere());
    return new Baselines.Baseline(new TreeMap<>(written.markets()), written.elsewhere());
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void checkNumber(String pointer, @Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      file.problem(pointer, "this is no number", "write one: 0.2");
    }
  }
}
