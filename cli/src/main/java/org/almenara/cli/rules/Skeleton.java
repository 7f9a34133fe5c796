package org.almenara.cli.rules;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a new rule begins with, for a function that a measure can have: a measure that means
 * something, records on which it fires, and records on which it is quiet.
 *
 * @param entity what the rule is about
 * @param measure {@code n}, as a rule has it
 * @param window of the rule
 * @param when condition over {@code n}
 * @param family of the rule
 * @param root of the rule
 * @param fires records on which it holds
 * @param quiet records on which it does not
 */
record Skeleton(
    String entity,
    String measure,
    String window,
    String when,
    String family,
    String root,
    List<Event> fires,
    List<Event> quiet) {

  /** The function of which an analyst thinks first. */
  static final String SIMPLEST = "count";

  private static final int DAY = 24 * 60;

  private static final Map<String, Skeleton> ALL = all();

  /**
   * A record of an example.
   *
   * @param minute after the beginning
   * @param type of the record
   * @param performer number of the performer
   * @param more further fields, as YAML has them; empty for none
   */
  record Event(int minute, String type, int performer, String more) {}

  /** Of a function; absent when there is none of that name. */
  static @Nullable Skeleton of(String function) {
    return ALL.get(function);
  }

  /** The functions that a rule can begin with. */
  static List<String> functions() {
    return List.copyOf(ALL.keySet());
  }

  /** The types of its records, in order. */
  List<String> types() {
    return Stream.concat(fires.stream(), quiet.stream()).map(Event::type).distinct().toList();
  }

  private static Map<String, Skeleton> all() {
    Map<String, Skeleton> all = new LinkedHashMap<>();
    all.put(
        "count",
        about("{count: records, where: 'type == \"account.locked\" && actor == \"manager\"'}")
            .in("7d", "n >= 2", "account", "account-action")
            .firesOn(2, i -> event(i * 60, "account.locked", "actor: manager"))
            .quietOnFirst(1));
    all.put(
        "tally",
        about("{tally: records, where: 'type == \"show.refused\"'}")
            .in("7d", "n >= 3", "account", "session")
            .firesOn(3, i -> event(i * 60, "show.refused", session(1)))
            .quietOnFirst(2));
    all.put(
        "distinct",
        about("{distinct: device, where: 'type == \"login\"'}")
            .in("24h", "n >= 3", "account", "session")
            .firesOn(3, i -> login(i * 60, i))
            .quietOnFirst(2));
    all.put(
        "members",
        about("{members: performer, where: 'type == \"payout.made\"'}")
            .keptFor("payout")
            .in("30d", "n >= 3", "money", "sharing")
            .firesOn(3, i -> new Event(i * 60, "payout.made", i, paid(1, 10_000)))
            .quietOnFirst(2));
    all.put(
        "covered",
        about("{covered: session}")
            .in("24h", "n >= duration(\"4h\")", "hours", "session")
            .firesOn(2, i -> mark(i, 0, 300))
            .quietOnFirst(1));
    all.put(
        "longest_rest",
        about("{longest_rest: session}")
            .in("24h", "n < duration(\"6h\")", "hours", "session")
            .firesOn(10, i -> mark(i, 480, 360))
            .quietOnFirst(2));
    all.put(
        "short_rests",
        about("{short_rests: session, under: 6h}")
            .in("7d", "n >= 2", "hours", "session")
            .firesOn(10, i -> mark(i, DAY, 1_200))
            .quietOnFirst(2));
    all.put(
        "day_run",
        about("{day_run: session}")
            .in("14d", "n >= 3", "hours", "session")
            .firesOn(6, i -> mark(i, DAY, 120))
            .quietOnFirst(4));
    all.put(
        "unbroken",
        about("{unbroken: session, over: 6h}")
            .in("7d", "n >= 1", "hours", "session")
            .firesOn(2, i -> mark(i, 0, 420))
            .quietOnFirst(1));
    all.put(
        "overlap",
        about("{overlap: device}")
            .in("24h", "n >= duration(\"10m\")", "account", "session")
            .firesOn(
                4,
                i ->
                    event(
                        i * 30,
                        i < 2 ? "session.started" : "session.ended",
                        session(i % 2) + ", " + device(i % 2)))
            .quietOnFirst(1));
    addMoney(all);
    addPatterns(all);
    return all;
  }

  private static void addMoney(Map<String, Skeleton> all) {
    all.put(
        "sum",
        about("{sum: amount.minor, where: 'type == \"deduction.made\" && " + usd("amount") + "'}")
            .in("30d", "n >= 10000", "money", "payout")
            .firesOn(2, i -> event(i * 60, "deduction.made", kept(6_000)))
            .quietOnFirst(1));
    all.put(
        "mean",
        about(
                "{mean: amount.minor, at_least: 2, where: 'type == \"deduction.made\" && "
                    + usd("amount")
                    + "'}")
            .in("30d", "n >= 5000.0", "money", "payout")
            .firesOn(2, i -> event(i * 60, "deduction.made", kept(6_000)))
            .quietOnFirst(1));
    all.put(
        "min",
        about("{min: balance.minor, where: 'type == \"deduction.made\" && " + usd("balance") + "'}")
            .in("30d", "n < -10000", "money", "payout")
            .firesOn(
                2,
                i ->
                    event(
                        i * 60,
                        "deduction.made",
                        kept(6_000) + ", " + money("balance", -6_000 * (i + 1))))
            .quietOnFirst(1));
    all.put(
        "max",
        about("{max: amount.minor, where: 'type == \"deduction.made\" && " + usd("amount") + "'}")
            .in("30d", "n >= 10000", "money", "payout")
            .firesOn(2, i -> event(i * 60, "deduction.made", kept(6_000 * (i + 1))))
            .quietOnFirst(1));
    all.put(
        "share",
        about("{share: 'device.relation == \"studio\"', at_least: 3, where: 'type == \"login\"'}")
            .in("30d", "n >= 0.9", "account", "session")
            .firesOn(3, i -> login(i * 60, i))
            .quietOnFirst(2));
    all.put(
        "ratio",
        about(
                "{ratio: share.minor, to: amount.minor, at_least: 2,"
                    + " where: 'type == \"payout.made\" && share.currency == amount.currency'}")
            .in("30d", "n < 0.2", "money", "payout")
            .firesOn(2, i -> event(i * 60, "payout.made", paid(1, 4_000)))
            .quietOnFirst(1));
    all.put(
        "growth",
        about("{growth: records, baseline: 28d, at_least: 2, where: 'type == \"login\"'}")
            .in("7d", "n >= 3.0", "account", "session")
            .firesOn(8, i -> login((i < 2 ? 0 : 14 * DAY) + i * 60, 0))
            .quietOnFirst(3));
  }

  private static void addPatterns(Map<String, Skeleton> all) {
    all.put(
        "sequence",
        about(
                "{sequence: 'type == \"session.paused\"', then: 'type == \"deduction.made\"',"
                    + " within: 24h}")
            .in("14d", "n >= 1", "money", "payout")
            .firesOn(
                2,
                i ->
                    i == 0
                        ? event(0, "session.paused", session(1))
                        : event(120, "deduction.made", kept(2_000)))
            .quietOnFirst(1));
    all.put(
        "absence",
        about(
                "{absence: 'type == \"exit.requested\"', then: 'type == \"exit.completed\"',"
                    + " within: 2d}")
            .in("7d", "n >= 1", "account", "account-action")
            .firesOn(1, i -> event(0, "exit.requested", "what: detach, actor: performer"))
            .quietOn(
                event(0, "exit.requested", "what: detach, actor: performer"),
                event(DAY, "exit.completed", "what: detach")));
    all.put(
        "returns",
        about("{returns: records, after: 30d, where: 'type == \"login\"'}")
            .in("3d", "n >= 1", "account", "session")
            .firesOn(2, i -> login(i * 31 * DAY, 0))
            .quietOnFirst(1));
    all.put(
        "first_seen",
        about("{first_seen: device, memory: 30d, where: 'type == \"login\"'}")
            .in("3d", "n >= 1", "account", "session")
            .firesOn(2, i -> login(i * 60, i))
            .quietOnFirst(1));
    all.put(
        "changes",
        about("{changes: payout, memory: 30d, where: 'type == \"payout.made\"'}")
            .in("3d", "n >= 1", "money", "payout")
            .firesOn(2, i -> event(i * 60, "payout.made", paid(i, 10_000)))
            .quietOnFirst(1));
  }

  private static Skeleton about(String measure) {
    return new Skeleton("performer", measure, "", "", "", "", List.of(), List.of());
  }

  private Skeleton keptFor(String otherEntity) {
    return new Skeleton(otherEntity, measure, window, when, family, root, fires, quiet);
  }

  private Skeleton in(String itsWindow, String itsWhen, String itsFamily, String itsRoot) {
    return new Skeleton(entity, measure, itsWindow, itsWhen, itsFamily, itsRoot, fires, quiet);
  }

  private Skeleton firesOn(int number, IntFunction<Event> events) {
    List<Event> all = IntStream.range(0, number).mapToObj(events).toList();
    return new Skeleton(entity, measure, window, when, family, root, all, quiet);
  }

  private Skeleton quietOnFirst(int number) {
    return quietOn(fires.subList(0, number).toArray(Event[]::new));
  }

  private Skeleton quietOn(Event... events) {
    return new Skeleton(
        entity, measure, window, when, family, root, fires, Arrays.stream(events).toList());
  }

  private static Event event(int minute, String type, String more) {
    return new Event(minute, type, 0, more);
  }

  private static Event login(int minute, int device) {
    return event(minute, "login", device(device));
  }

  /** The beginning or the end of one of several sessions, one after the other. */
  private static Event mark(int i, int every, int length) {
    int session = i / 2;
    int begin = session * every;
    return i % 2 == 0
        ? event(begin, "session.started", session(session))
        : event(begin + length, "session.ended", session(session));
  }

  private static String session(int number) {
    return "session: " + token("ses", number);
  }

  private static String device(int number) {
    return "device: {token: %1$s, origin: %1$s, relation: studio}".formatted(token("dev", number));
  }

  private static String paid(int instrument, int share) {
    return "payout: "
        + token("pay", instrument)
        + ", "
        + money("amount", 25_000)
        + ", "
        + money("share", share)
        + ", reported_by: platform";
  }

  private static String kept(int minor) {
    return money("amount", minor) + ", reason: fine, reported_by: platform";
  }

  private static String money(String field, int minor) {
    return field + ": {minor: " + minor + ", currency: USD}";
  }

  private static String usd(String field) {
    return field + ".currency == \"USD\"";
  }

  /** A token that nobody can take for a real one: one letter again and again. */
  static String token(String prefix, int number) {
    return prefix + "1_" + Character.toString('A' + number).repeat(22);
  }
}
