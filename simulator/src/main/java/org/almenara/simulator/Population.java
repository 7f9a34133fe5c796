package org.almenara.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Network;
import org.jspecify.annotations.Nullable;

/** Fills a world with its people: what each group and each person has. */
final class Population {
  private static final List<Network.Kind> AT_HOME =
      List.of(Network.Kind.FIXED, Network.Kind.FIXED, Network.Kind.MOBILE, Network.Kind.RELAY);

  private final World world;
  private final Draw draw;
  private final Tokens tokens;

  private Population(World world) {
    this.world = world;
    this.draw = Draw.of(world.seed()).child("population");
    this.tokens = new Tokens(world);
  }

  /** Everybody, in an order that follows from the world's file. */
  static List<Person> of(World world) {
    Population population = new Population(world);
    List<Seating.Table> tables = Seating.of(world, population.draw);
    List<Person> people = new ArrayList<>(world.accounts());
    List<Group> groups = population.groups(tables);
    for (int i = 0; i < tables.size(); i++) {
      Seating.Table table = tables.get(i);
      Group group = groups.get(i);
      Group next = groups.get(population.nextInRing(tables, i));
      for (int seat = 0; seat < table.behaviours().size(); seat++) {
        Draw own = population.draw.child("person").child(people.size());
        people.add(population.person(table.behaviours().get(seat), group, next, seat, own));
      }
    }
    return people;
  }

  private Behaviour behaviour(String name) {
    return Objects.requireNonNull(world.behaviours().get(name), name);
  }

  private List<Group> groups(List<Seating.Table> tables) {
    List<Group> groups = new ArrayList<>(tables.size());
    Map<String, Integer> alike = new HashMap<>();
    for (int i = 0; i < tables.size(); i++) {
      String host = tables.get(i).host();
      Integer size = behaviour(host).groupsARing();
      int number = alike.merge(host, 1, Integer::sum) - 1;
      int ring = size == null ? number : number / size;
      groups.add(
          group(
              tables.get(i),
              draw.child("group").child(i),
              new Ring(draw.child("ring").child(host).child(ring), tokens)));
    }
    return groups;
  }

  /** Groups of one behaviour stand together in the list, and so do those of one ring. */
  private int nextInRing(List<Seating.Table> tables, int table) {
    String host = tables.get(table).host();
    Integer size = behaviour(host).groupsARing();
    if (size == null || size == 1) {
      return table;
    }
    int first = table;
    while (first > 0 && tables.get(first - 1).host().equals(host)) {
      first--;
    }
    int start = table - (table - first) % size;
    boolean last =
        table + 1 == start + size
            || table + 1 == tables.size()
            || !tables.get(table + 1).host().equals(host);
    return last ? start : table + 1;
  }

  private Group group(Seating.Table table, Draw own, Ring ring) {
    Behaviour behaviour = behaviour(table.host());
    int people = table.behaviours().size();
    Integer peopleADevice = behaviour.peopleADevice();
    int devices = peopleADevice == null ? 1 : (people + peopleADevice - 1) / peopleADevice;
    return new Group(
        Tokens.opaque(own.child("id")),
        own.oneOf(world.platforms()),
        own.oneOf(world.cities()),
        studio(behaviour.studio(), people, own),
        entity(EntityType.PAYOUT, own),
        entity(EntityType.NETWORK, own),
        IntStream.range(0, devices).mapToObj(i -> entity(EntityType.DEVICE, own.child(i))).toList(),
        ring,
        own);
  }

  private Group.@Nullable OfStudio studio(Behaviour.@Nullable Terms terms, int people, Draw own) {
    return terms == null
        ? null
        : new Group.OfStudio(
            entity(EntityType.STUDIO, own),
            terms.registered(),
            terms.declares() ? people : null,
            terms.audited() != null && own.child("audited").chance(terms.audited()));
  }

  private Person person(String name, Group group, Group next, int seat, Draw own) {
    Behaviour behaviour = behaviour(name);
    Behaviour.Newcomers newcomers = behaviour.newcomers();
    boolean newcomer = newcomers != null && own.chance(newcomers.share());
    Instant joins = newcomers != null && newcomer ? opened(newcomers, group, own) : world.start();
    return new Person(
        name,
        behaviour,
        group,
        seat,
        entity(EntityType.PERFORMER, own),
        entity(EntityType.PAYOUT, own),
        entity(EntityType.DEVICE, own),
        entity(EntityType.NETWORK, own),
        own.oneOf(AT_HOME),
        joins,
        newcomer,
        harmed(behaviour.harm(), joins, own),
        next,
        own);
  }

  private Instant opened(Behaviour.Newcomers newcomers, Group group, Draw own) {
    return newcomers.within() == null
        ? world.start().plus(own.between(newcomers.after()))
        : world
            .start()
            .plus(group.draw().child("opening").between(newcomers.after()))
            .plus(own.between(newcomers.within()));
  }

  private @Nullable Instant harmed(Behaviour.@Nullable Harm harm, Instant joins, Draw own) {
    if (harm == null) {
      return null;
    }
    Instant drawn = world.start().plus(own.between(harm.after())).truncatedTo(ChronoUnit.DAYS);
    return drawn.isBefore(joins) ? joins.truncatedTo(ChronoUnit.DAYS) : drawn;
  }

  private Entity entity(EntityType type, Draw owner) {
    return tokens.entity(type.prefix(), owner.child(type.code()));
  }
}
