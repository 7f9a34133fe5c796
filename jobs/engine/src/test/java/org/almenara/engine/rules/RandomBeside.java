package org.almenara.engine.rules;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.almenara.engine.registers.Register;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * Baselines, and a register of random entries about the tokens of {@link RandomRecord}; what they
 * say is told by going through all entries, for each question anew.
 */
final class RandomBeside {

  static final Baselines BASELINES = baselines();

  private static final long DAY = 86_400_000L;
  private static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");
  private static final long MINUTE = 60_000;

  private final Random random;
  private final List<Register.Said> entries;

  RandomBeside(Random random) {
    this.random = random;
    this.entries = Stream.generate(this::entry).limit(60).toList();
  }

  private static Baselines baselines() {
    TreeMap<String, Baselines.Baseline> byName = new TreeMap<>();
    byName.put("tail", baseline(Map.of("CO", 0.2, "US", 100.0), 1.5));
    byName.put("here_only", baseline(Map.of("CO", -1e19, "plaza", 99.0), null));
    byName.put("everywhere", baseline(Map.of(), 2.0));
    return new Baselines(byName);
  }

  private static Baselines.Baseline baseline(
      Map<String, Double> markets, @Nullable Double elsewhere) {
    return new Baselines.Baseline(new TreeMap<>(markets), elsewhere);
  }

  /** An instant within three years, often where one of the entries begins to count. */
  long instant() {
    if (entries != null && random.nextBoolean()) {
      long timestamp = entries.get(random.nextInt(entries.size())).timestamp();
      return timestamp + 5 * MINUTE - random.nextInt(2);
    }
    return BEGINNING.toEpochMilli() + random.nextInt(1100) * DAY;
  }

  private Register.Said entry() {
    List<RegisterEntry.Type> types = List.of(RegisterEntry.Type.values());
    RegisterEntry.Type type = types.get(random.nextInt(types.size()));
    boolean studio = type.code().startsWith("studio");
    boolean payout = type == RegisterEntry.Type.PAYOUT_AGGREGATOR;
    Instant effective = BEGINNING.plus(random.nextInt(900), ChronoUnit.DAYS);
    String origin = RandomRecord.TEXTS.get(random.nextInt(RandomRecord.TEXTS.size()));
    TokenRef token = new TokenRef("shown", origin);
    return new Register.Said(
        new RegisterEntry(
            "entry-" + random.nextInt(40),
            type,
            effective,
            effective,
            random.nextBoolean() ? null : effective.plus(random.nextInt(500), ChronoUnit.DAYS),
            studio ? token : null,
            random.nextBoolean() ? random.nextInt(200) : null,
            payout ? token : null,
            null,
            null,
            null,
            null,
            null),
        BEGINNING.plus(random.nextInt(900), ChronoUnit.DAYS).toEpochMilli());
  }

  /** The entries in any order. */
  Register register() {
    List<Register.Said> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, random);
    Register register = new Register();
    shuffled.forEach(said -> register.add(said.entry(), said.timestamp()));
    return register;
  }

  /** What can be asked beside a record, as the interpreter reads it. */
  Map<String, Object> values(SourceRecord source, long visible) {
    TokenRef studio = source instanceof PlatformEvent event ? studio(event) : ofTip((Tip) source);
    TokenRef payout = source instanceof PlatformEvent event ? event.payout() : payout((Tip) source);
    Map<String, Object> ofStudio = new HashMap<>();
    if (studio != null) {
      ofStudio.put("registered", !said("studio.registered", studio, visible).isEmpty());
      ofStudio.put(
          "audited",
          said("studio.audited", studio, visible).stream()
              .anyMatch(entry -> isFresh(entry, visible)));
      Integer size = size(said("studio.registered", studio, visible));
      if (size != null) {
        ofStudio.put("size", size.longValue());
      }
    }
    Map<String, Object> ofPayout = new HashMap<>();
    if (payout != null) {
      ofPayout.put("aggregator", !said("payout.aggregator", payout, visible).isEmpty());
    }
    return Map.of(
        "register", Map.of("studio", ofStudio, "payout", ofPayout), "baseline", usual(source));
  }

  private static Map<String, Object> usual(SourceRecord source) {
    Map<String, Object> usual = new HashMap<>();
    Object market = Interpreter.values(source).get("market");
    BASELINES
        .byName()
        .forEach(
            (name, baseline) -> {
              Double here = market == null ? null : baseline.markets().get(market);
              Double said = here == null ? baseline.elsewhere() : here;
              if (said != null) {
                usual.put(name, said);
              }
            });
    return usual;
  }

  /** A record has a studio by its field's parts. */
  private static @Nullable TokenRef studio(PlatformEvent event) {
    return event.studio() == null
        ? null
        : new TokenRef(event.studio().token(), event.studio().origin());
  }

  private static @Nullable TokenRef ofTip(Tip tip) {
    return tokenOf(tip, "studio");
  }

  private static @Nullable TokenRef payout(Tip tip) {
    return tokenOf(tip, "payout");
  }

  private static @Nullable TokenRef tokenOf(Tip tip, String field) {
    return Interpreter.values(tip).get(field) instanceof Map<?, ?> parts
            && parts.get("origin") instanceof String origin
        ? new TokenRef(origin, origin)
        : null;
  }

  private static boolean isFresh(RegisterEntry entry, long at) {
    return Instant.ofEpochMilli(at)
        .isBefore(entry.effective().atZone(java.time.ZoneOffset.UTC).plusYears(1).toInstant());
  }

  private List<RegisterEntry> said(String type, TokenRef of, long at) {
    return entries.stream()
        .filter(said -> said.timestamp() + 5 * MINUTE <= at)
        .filter(said -> entries.stream().noneMatch(other -> replaces(other, said, at)))
        .map(Register.Said::entry)
        .filter(entry -> entry.type().code().equals(type))
        .filter(entry -> of.origin().equals(origin(entry)))
        .filter(entry -> entry.effective().toEpochMilli() <= at)
        .filter(entry -> entry.until() == null || entry.until().toEpochMilli() > at)
        .toList();
  }

  private static boolean replaces(Register.Said other, Register.Said said, long at) {
    return other.entry().id().equals(said.entry().id())
        && other.timestamp() > said.timestamp()
        && other.timestamp() + 5 * MINUTE <= at;
  }

  private static @Nullable String origin(RegisterEntry entry) {
    TokenRef token = entry.studio() == null ? entry.payout() : entry.studio();
    return token == null ? null : token.origin();
  }

  private static @Nullable Integer size(List<RegisterEntry> entries) {
    Instant newest =
        entries.stream()
            .filter(entry -> entry.size() != null)
            .map(RegisterEntry::effective)
            .max(Instant::compareTo)
            .orElse(null);
    return entries.stream()
        .filter(entry -> entry.size() != null && entry.effective().equals(newest))
        .map(RegisterEntry::size)
        .findFirst()
        .orElse(null);
  }
}
