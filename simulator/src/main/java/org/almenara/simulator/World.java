package org.almenara.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A world to simulate: who lives in it and how, as one YAML file says. Callers read its times and
 * sizes; how people live is between the file and the simulator.
 *
 * @param seed the only source of chance: same file, same seed, same bytes
 * @param start first instant of event time
 * @param weeks how long facts are reported
 * @param accounts performer accounts, over all behaviours
 * @param rest the behaviour of all accounts that the others leave over
 * @param aliveEvery cadence of {@code session.alive}
 * @param heartbeatEvery cadence of heartbeats in every partition
 * @param heartbeatsBeyond how long heartbeats go on after the last fact, so that the system's last
 *     instants fire
 * @param platforms codes; each household works on one of them
 * @param cities UN/LOCODE; the first two letters are the market
 * @param rotation which pseudonyms the tokeniser renewed
 * @param noise what goes wrong between a fact and its arrival
 * @param behaviours by name
 * @param parts files from which it was put together
 * @param published figures that offenders may have read, and stay away from
 * @param markets customs by country; absent: dollars and UTC everywhere
 * @param calendar quiet days; absent: all days are alike
 * @param feeds what platforms do not send, by the name of a feed
 * @param outages what does not work for a while
 * @param auditGroups one of which is drawn for each person, whatever the class; it stands in {@link
 *     Truth} alone, to see whether flags fall evenly
 */
public record World(
    long seed,
    Instant start,
    int weeks,
    int accounts,
    String rest,
    Duration aliveEvery,
    Duration heartbeatEvery,
    Duration heartbeatsBeyond,
    List<String> platforms,
    List<String> cities,
    Rotation rotation,
    Noise noise,
    Map<String, Behaviour> behaviours,
    @Nullable List<String> parts,
    @Nullable Map<String, Figure> published,
    @Nullable Map<String, Market> markets,
    @Nullable Calendar calendar,
    @Nullable Map<String, Feed> feeds,
    @Nullable List<Outage> outages,
    @Nullable List<String> auditGroups) {

  /** Refuses values that do not go together. */
  public World {
    requireSome(weeks, "weeks");
    requireSome(accounts, "accounts");
    requireLasting(aliveEvery, "alive_every");
    requireLasting(heartbeatEvery, "heartbeat_every");
    if (!start.equals(start.truncatedTo(ChronoUnit.DAYS))) {
      throw new Misplaced("a world starts at midnight UTC: write T00:00:00Z", "start");
    }
    for (String city : cities) {
      if (!city.matches("[A-Z]{2}[A-Z2-9]{3}")) {
        throw new Misplaced("'" + city + "' is no UN/LOCODE: write one such as COBOG", "cities");
      }
    }
    if (behaviours.get(rest) == null) {
      throw new Misplaced("no behaviour is called '" + rest + "': name one of them", "rest");
    }
    for (Map.Entry<String, Behaviour> entry : behaviours.entrySet()) {
      requireSeats(entry.getKey(), entry.getValue(), rest, behaviours);
    }
  }

  /** When the last facts are reported, exclusive. */
  public Instant end() {
    return start.plus(Duration.ofDays(7L * weeks));
  }

  /** The same world under another seed. */
  public World withSeed(long other) {
    return new World(
        other,
        start,
        weeks,
        accounts,
        rest,
        aliveEvery,
        heartbeatEvery,
        heartbeatsBeyond,
        platforms,
        cities,
        rotation,
        noise,
        behaviours,
        parts,
        published,
        markets,
        calendar,
        feeds,
        outages,
        auditGroups);
  }

  /**
   * Reads a world from a file.
   *
   * @throws WorldRefused when it is not a world, with file, line, column and the mend
   */
  public static World read(Path file) throws IOException {
    Path name = file.getFileName();
    return parse(
        name == null ? file.toString() : name.toString(),
        Files.readString(file),
        part -> partBeside(file, part));
  }

  /**
   * A world that comes with the simulator.
   *
   * @param name {@code small}: 2,000 accounts over six weeks, for demonstrations; {@code
   *     typologies}: every typology and decoy; {@code decoys}: lawful people alone; {@code large}:
   *     100,000 accounts over 13 weeks
   */
  public static World named(String name) {
    String resource = "/worlds/" + name + ".yaml";
    String text = resource(resource);
    if (text == null) {
      throw new IllegalArgumentException("no world " + resource);
    }
    return parse(name + ".yaml", text);
  }

  static World parse(String file, String text) {
    return parse(file, text, World::packedPart);
  }

  private static World parse(String file, String text, Assembly.Parts parts) {
    return RecordsFromYaml.read(Assembly.of(file, text, parts), World.class);
  }

  private static @Nullable String packedPart(String name) {
    return resource("/worlds/parts/" + name + ".yaml");
  }

  /** Of the folder {@code parts} beside the world's file, else of those that are packed. */
  private static @Nullable String partBeside(Path world, String name) {
    Path part = world.resolveSibling("parts").resolve(name + ".yaml");
    try {
      return Files.isRegularFile(part) ? Files.readString(part) : packedPart(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String resource(String path) {
    try (InputStream in = World.class.getResourceAsStream(path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The customs of a country. */
  Market market(String country) {
    return markets == null ? Market.PLAIN : markets.getOrDefault(country, Market.PLAIN);
  }

  /** What does not work, of that kind, on that platform. */
  List<Outage> outages(Outage.What of, String platform) {
    return outages == null
        ? List.of()
        : outages.stream().filter(any -> any.of() == of && any.hits(platform)).toList();
  }

  private static void requireSeats(
      String name, Behaviour behaviour, String rest, Map<String, Behaviour> behaviours) {
    if (name.equals(rest) != (behaviour.groups() == null)) {
      throw new Misplaced(
          "'groups' is absent exactly where all others live: mend 'rest' or '" + name + "'",
          "behaviours",
          name);
    }
    if (behaviour.inside() == null) {
      return;
    }
    Behaviour host = behaviours.get(behaviour.inside());
    if (host == null || host.inside() != null || host.groups() == null || host.groups() == 0) {
      throw new Misplaced(
          "'" + behaviour.inside() + "' has no groups of its own: name a behaviour that has",
          "behaviours",
          name,
          "inside");
    }
  }

  private static void requireSome(int number, String key) {
    if (number < 1) {
      throw new Misplaced("'" + number + "' is too few: write 1 or more", key);
    }
  }

  private static void requireLasting(Duration duration, String key) {
    if (duration.toSeconds() < 1) {
      throw new Misplaced("this is too short: write 1s or more", key);
    }
  }
}
