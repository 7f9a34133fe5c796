package org.almenara.simulator;

import java.time.Instant;
import java.util.List;
import org.almenara.schemas.Device;
import org.almenara.schemas.Studio;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * People who belong together, with all that they can share. A person alone is a group of one.
 *
 * @param id opaque
 * @param studio absent where the group works under none
 */
record Group(
    String id,
    String platform,
    String city,
    @Nullable OfStudio studio,
    Entity payout,
    Entity network,
    List<Entity> devices) {

  /** Letters of the country in a UN/LOCODE. */
  private static final int COUNTRY = 2;

  String market() {
    return city.substring(0, COUNTRY);
  }

  @Nullable Studio studio(Instant time) {
    return studio == null ? null : studio.at(time);
  }

  /** The device that the person with this seat in the group uses. */
  Entity device(int seat) {
    return devices.get(seat % devices.size());
  }

  static Device device(Entity device, Device.Relation relation, Instant time) {
    TokenRef ref = device.at(time);
    return new Device(ref.token(), ref.origin(), relation);
  }

  /**
   * A studio as the platform knows it.
   *
   * @param size how many performers it declared; absent where it declared none
   */
  record OfStudio(Entity entity, boolean registered, @Nullable Integer size) {
    Studio at(Instant time) {
      TokenRef ref = entity.at(time);
      return new Studio(ref.token(), ref.origin(), registered, size);
    }
  }
}
