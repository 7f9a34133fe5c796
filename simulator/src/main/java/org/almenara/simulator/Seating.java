package org.almenara.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Who belongs to which group: groups first, then those who live inside others' groups, then the
 * rest.
 */
final class Seating {
  private final World world;
  private final Draw draw;
  private final List<Table> tables = new ArrayList<>();
  private int seats;

  private Seating(World world, Draw draw) {
    this.world = world;
    this.draw = draw;
  }

  /**
   * A group to be.
   *
   * @param host behaviour of the group
   * @param behaviours of its people, a name each
   */
  record Table(String host, List<String> behaviours) {}

  /**
   * The groups, in an order that follows from the world's file.
   *
   * @throws IllegalArgumentException when the groups drawn hold more people than the world
   */
  static List<Table> of(World world, Draw draw) {
    Seating seating = new Seating(world, draw);
    world.behaviours().forEach(seating::hosts);
    world.behaviours().forEach(seating::guests);
    seating.rest();
    return seating.tables;
  }

  private void hosts(String name, Behaviour behaviour) {
    if (behaviour.groups() != null && behaviour.inside() == null) {
      for (int i = 0; i < behaviour.groups(); i++) {
        open(name, draw.child(name).child(i).between(behaviour.people()));
      }
    }
  }

  private void guests(String name, Behaviour behaviour) {
    if (behaviour.groups() != null && behaviour.inside() != null) {
      List<Table> hosts =
          tables.stream().filter(table -> table.host().equals(behaviour.inside())).toList();
      for (int i = 0; i < behaviour.groups(); i++) {
        Draw guests = draw.child(name).child(i);
        int people = guests.between(behaviour.people());
        guests.oneOf(hosts).behaviours().addAll(Collections.nCopies(people, name));
        seats += people;
      }
    }
  }

  private void rest() {
    if (seats > world.accounts()) {
      throw new IllegalArgumentException(
          "the groups hold " + seats + " people: raise 'accounts' to that or ask for fewer groups");
    }
    Behaviour rest = Objects.requireNonNull(world.behaviours().get(world.rest()), world.rest());
    while (seats < world.accounts()) {
      int people = draw.child(world.rest()).child(tables.size()).between(rest.people());
      open(world.rest(), Math.min(people, world.accounts() - seats));
    }
  }

  private void open(String host, int people) {
    tables.add(new Table(host, new ArrayList<>(Collections.nCopies(people, host))));
    seats += people;
  }
}
