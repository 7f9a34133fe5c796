package org.almenara.simulator;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.EventType;
import org.almenara.schemas.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done with an account, by whomever, and what is done thereupon.
 *
 * @param device whose device acts; absent: none is known, or that of the way of life where the type
 *     needs one
 * @param cluster whose accounts the account is linked to
 * @param then what follows, each {@code after} this
 */
record Act(
    When when,
    EventType type,
    PlatformEvent.@Nullable What what,
    PlatformEvent.@Nullable Actor actor,
    PlatformEvent.@Nullable Category category,
    @Nullable String reason,
    @Nullable Boolean authenticated,
    Way.@Nullable Held device,
    Way.@Nullable Held cluster,
    @Nullable List<Act> then)
    implements Primitive {
  /** What each type needs beyond the account, and this primitive can write. */
  private static final Map<EventType, Set<String>> NEEDS =
      new EnumMap<>(
          Map.of(
              EventType.TERMS_ACCEPTED, Set.of(),
              EventType.ACCOUNT_LINKED, Set.of("cluster"),
              EventType.ACCOUNT_LOCKED, Set.of("actor"),
              EventType.ACCOUNT_CHANGED, Set.of("what", "actor"),
              EventType.LOGIN, Set.of(),
              EventType.EXIT_REQUESTED, Set.of("what", "actor"),
              EventType.EXIT_REVERSED, Set.of("what", "actor"),
              EventType.TICKET_OPENED, Set.of("category"),
              EventType.HELP_PRESSED, Set.of(),
              EventType.HELP_CANCELLED, Set.of("authenticated")));

  Act {
    Set<String> needs = NEEDS.get(type);
    if (needs == null) {
      throw new Misplaced(
          "'"
              + type.code()
              + "' is no act: use one of "
              + String.join(", ", NEEDS.keySet().stream().map(EventType::code).sorted().toList()),
          "type");
    }
    Set<String> missing = new HashSet<>(needs);
    missing.removeIf(
        key ->
            switch (key) {
              case "what" -> what != null;
              case "actor" -> actor != null;
              case "category" -> category != null;
              case "authenticated" -> authenticated != null;
              default -> cluster != null;
            });
    if (!missing.isEmpty()) {
      String key = missing.stream().sorted().findFirst().orElseThrow();
      throw new Misplaced("'" + type.code() + "' needs '" + key + "': add it", "type");
    }
  }

  @Override
  public void day(Course course, Draw draw, Instant day) {
    for (When.Time time : when.today(course, draw, day)) {
      report(course, time.at(), time.draw());
    }
  }

  void addThings(List<Way.Used> things) {
    if (device != null) {
      things.add(new Way.Used(EntityType.DEVICE, device));
    }
    if (cluster != null) {
      things.add(new Way.Used(EntityType.CLUSTER, cluster));
    }
    if (then != null) {
      then.forEach(next -> next.addThings(things));
    }
  }

  private void report(Course course, Instant time, Draw draw) {
    course.sign(this, time);
    Fact fact = course.fact(type, time).by(actor).what(what).category(category).reason(reason);
    if (authenticated != null) {
      fact.authenticated(authenticated);
    }
    if (cluster != null) {
      fact.cluster(course.thing(EntityType.CLUSTER, cluster, time));
    }
    if (device != null) {
      fact.online(device);
    } else if (type.required().contains("device")) {
      fact.online();
    }
    fact.report();
    if (then != null) {
      for (int i = 0; i < then.size(); i++) {
        Draw own = draw.child("then").child(i);
        Instant next = then.get(i).when().following(time, own);
        if (next != null) {
          then.get(i).report(course, next, own);
        }
      }
    }
  }
}
