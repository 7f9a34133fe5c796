package org.almenara.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.almenara.schemas.RegisterEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a world sends, and what is true in it.
 *
 * <p>Both follow from the world alone: asked again, they give the same bytes.
 */
public final class Simulation {
  private final World world;
  private final @Nullable Feed feed;
  private final List<Person> people;

  private Simulation(World world, @Nullable Feed feed) {
    this.world = world;
    this.feed = feed;
    this.people = Population.of(world);
  }

  /**
   * Settles a world.
   *
   * @throws IllegalArgumentException when its groups hold more people than it has accounts
   */
  public static Simulation of(World world) {
    return new Simulation(world, null);
  }

  /**
   * Settles a world that is seen through one of its feeds. All that happens in it, and its truth,
   * are the same through each.
   *
   * @param feed name of one of the world's feeds
   * @throws IllegalArgumentException when it has no such feed, or its groups hold more people than
   *     it has accounts
   */
  public static Simulation of(World world, String feed) {
    Feed named = world.feeds() == null ? null : world.feeds().get(feed);
    if (named == null) {
      throw new IllegalArgumentException(
          "the world has no feed '" + feed + "': name one of its 'feeds'");
    }
    return new Simulation(world, named);
  }

  /**
   * All records in order of arrival, from the world's start to {@code heartbeatsBeyond} after its
   * end; what would arrive later is never sent. Holds one day of records at a time.
   */
  public Iterator<Sent> records() {
    return new Days();
  }

  /**
   * What registers say, in order of when they said it: registered and audited studios, instruments
   * of aggregators, what the feed lacks, and declared silences.
   */
  public List<RegisterEntry> registers() {
    return Registers.of(world, people, feed);
  }

  /** What is true of everybody and everything, in an order that follows from the world alone. */
  public List<Truth> truth() {
    return Truths.of(world, people);
  }

  /** Lives day after day, and hands out in order of arrival what arrives within each. */
  private final class Days implements Iterator<Sent> {
    private final Post post = new Post(world, feed);
    private final Heartbeats heartbeats = new Heartbeats(world);
    private final List<Course> courses = new ArrayList<>(people.size());

    /** Exclusive, so that a heartbeat at the very end is still sent. */
    private final Instant close = world.end().plus(world.heartbeatsBeyond()).plusMillis(1);

    private List<Sent> onTheWay = new ArrayList<>();
    private Iterator<Sent> arrived = List.<Sent>of().iterator();
    private Instant day = world.start();

    Days() {
      for (Person person : people) {
        courses.add(new Course(world, person, fact -> post.send(fact, onTheWay::add)));
      }
    }

    @Override
    public boolean hasNext() {
      while (!arrived.hasNext() && day.isBefore(close)) {
        liveOneDay();
      }
      return arrived.hasNext();
    }

    @Override
    public Sent next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the world is over");
      }
      return arrived.next();
    }

    private void liveOneDay() {
      Instant tomorrow = day.plus(1, ChronoUnit.DAYS);
      Instant until = tomorrow.isBefore(close) ? tomorrow : close;
      heartbeats.send(until, onTheWay::add);
      if (day.isBefore(world.end())) {
        for (Course course : courses) {
          course.day(day);
        }
      }
      onTheWay.sort(Comparator.comparing(Sent::arrival));
      int split = 0;
      while (split < onTheWay.size() && onTheWay.get(split).arrival().isBefore(until)) {
        split++;
      }
      arrived = List.copyOf(onTheWay.subList(0, split)).iterator();
      onTheWay = new ArrayList<>(onTheWay.subList(split, onTheWay.size()));
      day = tomorrow;
    }
  }
}
