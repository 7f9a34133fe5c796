package org.almenara.simulator;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import org.almenara.schemas.TokenRef;

/** The world's tokeniser. Pseudonyms follow from the seed and say nothing about who bears them. */
final class Tokens {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final Rotation rotation;
  private final Instant renewal;

  Tokens(World world) {
    this.rotation = world.rotation();
    this.renewal = world.start().plus(rotation.after());
  }

  /**
   * An entity that lives through the whole world.
   *
   * @param prefix three letters, as in {@link org.almenara.schemas.EntityType#prefix}
   * @param draw of this entity alone
   */
  Entity entity(String prefix, Draw draw) {
    TokenRef first = fresh(prefix, draw);
    TokenRef renewed =
        draw.chance(rotation.share())
            ? new TokenRef(prefix + "2_" + opaque(draw), first.origin())
            : first;
    return new Entity(first, renewed, renewal);
  }

  /** A pseudonym of something short-lived, such as a session. */
  static TokenRef fresh(String prefix, Draw draw) {
    String token = prefix + "1_" + opaque(draw);
    return new TokenRef(token, token);
  }

  /** 128 bits in base64url: 22 characters. */
  static String opaque(Draw draw) {
    byte[] bits = ByteBuffer.allocate(16).putLong(draw.next()).putLong(draw.next()).array();
    return BASE64URL.encodeToString(bits);
  }
}
