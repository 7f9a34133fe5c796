package org.almenara.simulator;

import java.time.Instant;
import org.almenara.schemas.Device;
import org.almenara.schemas.EventType;
import org.almenara.schemas.Money;
import org.almenara.schemas.Network;
import org.almenara.schemas.Period;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * A platform event in the making. Account, studio, platform and place are the person's; the rest is
 * what the platform knows of this fact.
 */
final class Fact {
  /** Platforms of this trade pay in dollars. */
  private static final String CURRENCY = "USD";

  private final Course course;
  private final EventType type;
  private final Instant time;
  private @Nullable Period occurred;
  private @Nullable Device device;
  private @Nullable Network network;
  private @Nullable TokenRef payout;
  private @Nullable TokenRef session;
  private PlatformEvent.@Nullable Actor actor;
  private PlatformEvent.@Nullable ReportedBy reportedBy;
  private PlatformEvent.@Nullable What what;
  private PlatformEvent.@Nullable Attested attested;
  private @Nullable Money amount;
  private PlatformEvent.@Nullable Rail rail;

  Fact(Course course, EventType type, Instant time) {
    this.course = course;
    this.type = type;
    this.time = time;
  }

  Fact occurred(Instant from, Instant until) {
    occurred = new Period(from, until);
    return this;
  }

  /** From the device and the line that the person's way of life says. */
  Fact online() {
    Person person = course.person();
    Way way = course.way();
    TokenRef line = person.network(way).at(time);
    Network.Kind kind = way.network() == Way.Held.OWN ? person.networkKind() : Network.Kind.FIXED;
    network = new Network(line.token(), line.origin(), kind);
    return onDevice();
  }

  Fact onDevice() {
    Way way = course.way();
    TokenRef ref = course.person().device(way).at(time);
    Device.Relation relation = way.device() == Way.Held.OWN ? Device.Relation.OWN : way.relation();
    device = new Device(ref.token(), ref.origin(), relation);
    return this;
  }

  Fact session(TokenRef session) {
    this.session = session;
    return this;
  }

  Fact by(PlatformEvent.Actor actor) {
    this.actor = actor;
    return this;
  }

  Fact what(PlatformEvent.What what) {
    this.what = what;
    return this;
  }

  Fact attested(PlatformEvent.Attested attested) {
    this.attested = attested;
    return this;
  }

  Fact amount(long minor) {
    amount = new Money(minor, CURRENCY);
    return this;
  }

  Fact paidTo(Entity payout, PlatformEvent.Rail rail) {
    this.payout = payout.at(time);
    this.rail = rail;
    return this;
  }

  Fact reportedBy(PlatformEvent.ReportedBy reportedBy) {
    this.reportedBy = reportedBy;
    return this;
  }

  void report() {
    Group group = course.person().group();
    course.report(
        new PlatformEvent(
            course.nextId(),
            type,
            time,
            occurred,
            group.platform(),
            course.person().account().at(time),
            group.studio(time),
            device,
            network,
            payout,
            null, // document
            null, // payer
            session,
            group.market(),
            group.city(),
            actor,
            reportedBy,
            what,
            null, // verification
            null, // outcome
            null, // age band
            attested,
            null, // reason
            amount,
            null, // share
            null, // balance
            rail,
            null, // legal basis
            null, // admin-1
            null, // category
            null, // authenticated
            null, // to market
            null, // verified performer
            null, // payout holder
            null, // enrolled before studio
            null, // cluster
            null, // local hour
            null)); // tenure
  }
}
