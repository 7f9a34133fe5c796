package org.almenara.simulator;

import java.time.Instant;
import java.util.List;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.Studio;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * People who belong together, with all that they can share. A person alone is a group of one.
 *
 * @param id opaque
 * @param studio absent where the group works under none
 * @param ring what is behind it and other groups
 * @param draw all that chance decides of this group
 */
record Group(
    String id,
    String platform,
    String city,
    @Nullable OfStudio studio,
    Entity payout,
    Entity network,
    List<Entity> devices,
    Ring ring,
    Draw draw) {

  /** Letters of the country in a UN/LOCODE. */
  private static final int COUNTRY = 2;

  String market() {
    return city.substring(0, COUNTRY);
  }

  @Nullable Studio studio(Instant time) {
    return studio == null ? null : studio.at(time);
  }

  /** What the person with this seat in the group shares with others. */
  Entity thing(EntityType type, int seat) {
    return switch (type) {
      case PAYOUT -> payout;
      case NETWORK -> network;
      case DEVICE -> device(seat);
      default -> ring.tokens().entity(type.prefix(), draw.child(type.code()));
    };
  }

  /** The device that the person with this seat in the group uses. */
  Entity device(int seat) {
    return devices.get(seat % devices.size());
  }

  /**
   * A studio as the platform knows it.
   *
   * @param size how many performers it declared; absent where it declared none
   * @param audited whether somebody independent has looked at it
   */
  record OfStudio(Entity entity, boolean registered, @Nullable Integer size, boolean audited) {
    Studio at(Instant time) {
      TokenRef ref = entity.at(time);
      return new Studio(ref.token(), ref.origin(), registered, size);
    }
  }
}
