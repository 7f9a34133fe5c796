package org.almenara.simulator;

import java.time.Instant;
import java.util.List;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a person, or of a thing that people use: a payout instrument, device, network or
 * studio. Never written into a record; evaluation alone may read it.
 *
 * @param entityType what {@code origin} is
 * @param origin key of the entity, whatever its token becomes
 * @param truthClass of a person, that of the behaviour; of a thing, the gravest of the people for
 *     whom it is part of the harm, else lawful. So the lawful studio in which one performer is
 *     coerced stays lawful
 * @param behaviour name of the behaviour that gave the class
 * @param group opaque; people who belong together, and their things, bear the same
 * @param harmOnset when harm began; absent where lawful; of a thing, the earliest of its people
 * @param firstEvidence event time of the first record that shows what the same person would not
 *     have shown, had harm not begun: a session past the longest day of the free way, a payout or
 *     login through the group's instrument, device or line where the free way has an own one,
 *     settings changed by a manager or nobody knows whom, an exit reversed by a manager, pay
 *     attested as less than full or a smaller share of it than in freedom, a tip, and whatever else
 *     a primitive writes that is no part of the free way. It is the world's own criterion and knows
 *     no rule. Absent where lawful, and where nothing shows
 * @param members origins that belong to it, sorted: of a person, the things used; of a thing, the
 *     people who use it. A case on one of them is about the same situation
 * @param auditGroup of a person, an attribute drawn independently of all else, which no record
 *     carries; absent where the world draws none
 * @param detectable of a person, false where this project knows no sign of the harm that a record
 *     could show; absent where lawful, and where the world's file does not say
 */
public record Truth(
    EntityType entityType,
    String origin,
    TruthClass truthClass,
    String behaviour,
    String group,
    @Nullable Instant harmOnset,
    @Nullable Instant firstEvidence,
    List<String> members,
    @Nullable String auditGroup,
    @Nullable Boolean detectable) {
  /** Of a world that draws no audit groups and does not say what is detectable. */
  public Truth(
      EntityType entityType,
      String origin,
      TruthClass truthClass,
      String behaviour,
      String group,
      @Nullable Instant harmOnset,
      @Nullable Instant firstEvidence,
      List<String> members) {
    this(
        entityType,
        origin,
        truthClass,
        behaviour,
        group,
        harmOnset,
        firstEvidence,
        members,
        null,
        null);
  }
}
