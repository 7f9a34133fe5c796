package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/** What registers say of a world: all before it begins, but for silences, which are told after. */
final class Registers {
  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final Duration TOLD_AFTER = Duration.ofHours(1);
  private static final Span AUDITED_AGO = Span.parse("30d..330d");
  private static final Duration AN_AUDIT_HOLDS = Duration.ofDays(365);

  private final World world;
  private final Draw draw;
  private final Instant known;
  private final Set<String> told = new HashSet<>();
  private final List<RegisterEntry> entries = new ArrayList<>();

  private Registers(World world) {
    this.world = world;
    this.draw = Draw.of(world.seed()).child("registers");
    this.known = world.start().minus(KNOWN_FOR);
  }

  static List<RegisterEntry> of(World world, List<Person> people, @Nullable Feed feed) {
    Registers registers = new Registers(world);
    for (Person person : people) {
      Group.OfStudio studio = person.group().studio();
      if (studio != null && registers.told.add(studio.entity().origin())) {
        registers.studio(person.group(), studio);
      }
      registers.aggregators(person);
    }
    if (feed != null) {
      feed.lacks().forEach(registers::lack);
    }
    if (world.outages() != null) {
      world.outages().stream().filter(Outage::declared).forEach(registers::silence);
    }
    registers.entries.sort(
        Comparator.comparing(RegisterEntry::time).thenComparing(RegisterEntry::id));
    return registers.entries;
  }

  private void studio(Group group, Group.OfStudio studio) {
    TokenRef token = studio.entity().first();
    if (studio.registered()) {
      TokenRef payout = group.payout().first();
      add(
          RegisterEntry.Type.STUDIO_REGISTERED,
          known,
          null,
          token,
          studio.size(),
          payout,
          group.market(),
          null,
          null);
    }
    if (studio.audited()) {
      Instant audited = world.start().minus(draw.child(token.origin()).between(AUDITED_AGO));
      add(
          RegisterEntry.Type.STUDIO_AUDITED,
          audited,
          audited.plus(AN_AUDIT_HOLDS),
          token,
          null,
          null,
          null,
          null,
          null);
    }
  }

  private void aggregators(Person person) {
    for (Way way : person.ways().all()) {
      if (way.payoutHolder() == PlatformEvent.PayoutHolder.AGGREGATOR) {
        TokenRef payout = person.thing(EntityType.PAYOUT, way.payout(), person.group()).first();
        if (told.add(payout.origin())) {
          add(
              RegisterEntry.Type.PAYOUT_AGGREGATOR,
              known,
              null,
              null,
              null,
              payout,
              null,
              null,
              null);
        }
      }
    }
  }

  private void lack(Feed.Lack lack) {
    for (String platform : world.platforms()) {
      add(RegisterEntry.Type.FEED_CAPABILITY, known, null, null, null, null, null, platform, lack);
    }
  }

  private void silence(Outage outage) {
    for (String platform : world.platforms()) {
      if (outage.hits(platform)) {
        add(
            RegisterEntry.Type.FEED_SILENCE,
            outage.from(world),
            outage.until(world),
            null,
            null,
            null,
            null,
            platform,
            null);
      }
    }
  }

  private void add(
      RegisterEntry.Type type,
      Instant effective,
      @Nullable Instant until,
      @Nullable TokenRef studio,
      @Nullable Integer size,
      @Nullable TokenRef payout,
      @Nullable String market,
      @Nullable String platform,
      Feed.@Nullable Lack lack) {
    entries.add(
        new RegisterEntry(
            Tokens.opaque(draw),
            type,
            type == RegisterEntry.Type.FEED_SILENCE && until != null
                ? until.plus(TOLD_AFTER)
                : effective,
            effective,
            until,
            studio,
            size,
            payout,
            market,
            platform,
            lack == null ? null : lack.type().code(),
            lack == null ? null : lack.field(),
            lack == null ? null : 0));
  }
}
