package org.almenara.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
    for (int i = 0; i < tables.size(); i++) {
      Seating.Table table = tables.get(i);
      Group group = population.group(table, population.draw.child("group").child(i));
      for (int seat = 0; seat < table.behaviours().size(); seat++) {
        Draw own = population.draw.child("person").child(people.size());
        people.add(population.person(table.behaviours().get(seat), group, seat, own));
      }
    }
    return people;
  }

  private Behaviour behaviour(String name) {
    return Objects.requireNonNull(world.behaviours().get(name), name);
  }

  private Group group(Seating.Table table, Draw own) {
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
        IntStream.range(0, devices)
            .mapToObj(i -> entity(EntityType.DEVICE, own.child(i)))
            .toList());
  }

  private Group.@Nullable OfStudio studio(Behaviour.@Nullable Terms terms, int people, Draw own) {
    return terms == null
        ? null
        : new Group.OfStudio(
            entity(EntityType.STUDIO, own), terms.registered(), terms.declares() ? people : null);
  }

  private Person person(String name, Group group, int seat, Draw own) {
    Behaviour behaviour = behaviour(name);
    Behaviour.Newcomers newcomers = behaviour.newcomers();
    boolean newcomer = newcomers != null && own.chance(newcomers.share());
    Instant joins =
        newcomers != null && newcomer
            ? world.start().plus(own.between(newcomers.after()))
            : world.start();
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
        own);
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
