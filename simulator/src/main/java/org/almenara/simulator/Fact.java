package org.almenara.simulator;

import java.time.Duration;
import java.time.Instant;
import org.almenara.schemas.Cluster;
import org.almenara.schemas.Device;
import org.almenara.schemas.EntityType;
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
  private PlatformEvent.@Nullable PayoutHolder payoutHolder;
  private PlatformEvent.@Nullable Verification verification;
  private PlatformEvent.@Nullable Outcome outcome;
  private PlatformEvent.@Nullable AgeBand ageBand;
  private PlatformEvent.@Nullable Category category;
  private @Nullable TokenRef document;
  private @Nullable TokenRef payer;
  private @Nullable Cluster cluster;
  private @Nullable String reason;
  private @Nullable String legalBasis;
  private @Nullable String toMarket;
  private @Nullable String place;
  private @Nullable Money share;
  private @Nullable Money balance;
  private @Nullable Boolean authenticated;
  private @Nullable Boolean verifiedPerformer;
  private @Nullable Boolean enrolledBefore;
  private @Nullable Integer localHour;
  private boolean performerKnown = true;

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
    return online(course.way().device());
  }

  Fact online(Way.Held device) {
    Way way = course.way();
    TokenRef line = course.thing(EntityType.NETWORK, way.network(), time).at(time);
    Network.Kind kind = way.networkKind();
    if (kind == null) {
      kind = way.network() == Way.Held.OWN ? course.person().networkKind() : Network.Kind.FIXED;
    }
    network = new Network(line.token(), line.origin(), kind);
    if (course.world().markets() != null) {
      localHour = market().hour(time);
    }
    return onDevice(device);
  }

  Fact onDevice() {
    return onDevice(course.way().device());
  }

  Fact onDevice(Way.Held held) {
    Way way = course.way();
    TokenRef ref = course.thing(EntityType.DEVICE, held, time).at(time);
    Device.Relation relation = held == Way.Held.OWN ? Device.Relation.OWN : way.relation();
    device = new Device(ref.token(), ref.origin(), relation);
    if (type == EventType.LOGIN && held == Way.Held.OWN) {
      enrolledBefore = way.enrolledBefore();
    }
    return this;
  }

  /** Seen from another city, behind a relay: the place of an exit, not of a person. */
  Fact from(@Nullable String city) {
    if (city != null && network != null) {
      place = city;
      network = new Network(network.token(), network.origin(), Network.Kind.RELAY);
    }
    return this;
  }

  Fact place(String city) {
    place = city;
    return this;
  }

  Fact verified(PlatformEvent.Verification check, PlatformEvent.Outcome outcome) {
    this.verification = check;
    this.outcome = outcome;
    return this;
  }

  /** With the age band that the platform holds. */
  Fact age() {
    ageBand = course.person().age();
    return this;
  }

  Fact document(Entity document) {
    this.document = document.at(time);
    return this;
  }

  Fact cluster(Entity cluster) {
    TokenRef named = cluster.at(time);
    this.cluster =
        new Cluster(named.token(), named.origin(), null, null, null, null, null, null, null);
    return this;
  }

  Fact category(PlatformEvent.@Nullable Category category) {
    this.category = category;
    return this;
  }

  Fact reason(@Nullable String reason) {
    this.reason = reason;
    return this;
  }

  Fact authenticated(boolean authenticated) {
    this.authenticated = authenticated;
    return this;
  }

  /** Who reports it does not know on whose account it is. */
  Fact withoutPerformer() {
    performerKnown = false;
    return this;
  }

  Fact payer(TokenRef payer) {
    this.payer = payer;
    return this;
  }

  Fact legalBasis(String code) {
    legalBasis = code;
    return this;
  }

  Fact verifiedPerformer(boolean verified) {
    verifiedPerformer = verified;
    return this;
  }

  Fact toMarket(@Nullable String country) {
    toMarket = country;
    return this;
  }

  Fact heldBy(PlatformEvent.@Nullable PayoutHolder holder) {
    payoutHolder = holder;
    return this;
  }

  /** The performer's part of it, in cents of US dollars. */
  Fact share(long cents) {
    share = market().money(cents);
    return this;
  }

  /** What is owed after it, in cents of US dollars; negative when the performer owes. */
  Fact balance(long cents) {
    balance = market().money(cents);
    return this;
  }

  private Market market() {
    return course.world().market(course.person().group().market());
  }

  Fact session(TokenRef session) {
    this.session = session;
    return this;
  }

  Fact by(PlatformEvent.@Nullable Actor actor) {
    this.actor = actor;
    return this;
  }

  Fact what(PlatformEvent.@Nullable What what) {
    this.what = what;
    return this;
  }

  Fact attested(PlatformEvent.Attested attested) {
    this.attested = attested;
    return this;
  }

  /** In cents of US dollars. */
  Fact amount(long cents) {
    amount = market().money(cents);
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
    Group group = course.group(time);
    course.report(
        new PlatformEvent(
            course.nextId(),
            type,
            time,
            occurred,
            course.person().group().platform(),
            performerKnown ? course.person().account().at(time) : null,
            performerKnown ? group.studio(time) : null,
            device,
            network,
            payout,
            document,
            payer,
            session,
            course.person().group().market(),
            performerKnown ? place() : null,
            actor,
            reportedBy,
            what,
            verification,
            outcome,
            ageBand,
            attested,
            reason,
            amount,
            share,
            balance,
            rail,
            legalBasis,
            null, // admin-1
            category,
            authenticated,
            toMarket,
            verifiedPerformer,
            payoutHolder,
            enrolledBefore,
            cluster,
            localHour,
            performerKnown && group.studio() != null ? tenure() : null));
  }

  private String place() {
    return place == null ? course.city(time) : place;
  }

  /** Whole days under the studio, where the platform says so. */
  private @Nullable Integer tenure() {
    Person person = course.person();
    Count tenure = person.ways().tenure();
    if (tenure == null) {
      return null;
    }
    Instant joined = course.joinedGroup(time);
    Instant since =
        joined != null
            ? joined
            : person.newcomer()
                ? person.joins()
                : course
                    .world()
                    .start()
                    .minus(Duration.ofDays(person.draw().child("tenure").between(tenure)));
    return (int) Math.max(0, Duration.between(since, time).toDays());
  }
}
