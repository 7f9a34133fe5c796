package org.almenara.engine.rules;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.almenara.schemas.Coded;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.FlaggedCase;
import org.jspecify.annotations.Nullable;

/**
 * One rule as it stands in its YAML file; the file's name is the id. Metadata fields have the names
 * that Sigma gives them. docs/rules.md explains each.
 *
 * @param id file name without {@code .yaml}; never reused, never renamed
 * @param version counts up with each change
 * @param status stable or experimental or deprecated
 * @param title by language
 * @param description for analysts
 * @param indicator id in the indicator catalogue
 * @param references public sources of the phenomenon
 * @param author who wrote it
 * @param date of this version
 * @param tags free, for search
 * @param entity what it is evaluated for
 * @param group whose findings it reads, where it is about a group
 * @param measures by name
 * @param window how far back it looks: {@code 24h}, {@code 30d}
 * @param slide how often it may be evaluated
 * @param when condition over the measures
 * @param requires facts that a feed must give
 * @param counters families that it lowers: it is counter-evidence, and has neither family nor tier
 *     nor elements
 * @param family see {@link Family}
 * @param root see {@link Root}
 * @param tier see {@link FlaggedCase.Tier}
 * @param basis see {@link FlaggedCase.Basis}
 * @param elements elements that the fact itself supports
 * @param points whole points
 * @param halfLife how fast points fade once it no longer holds
 * @param passesOn context for the performers seen with a network entity
 * @param falsepositives lawful explanations, as a person would say them
 * @param why what the threshold rests on
 */
record RuleFile(
    String id,
    int version,
    Status status,
    SortedMap<String, String> title,
    @Nullable String description,
    String indicator,
    List<String> references,
    @Nullable String author,
    @Nullable String date,
    @Nullable List<String> tags,
    EntityType entity,
    @Nullable GroupFile group,
    Map<String, MeasureFile> measures,
    String window,
    String slide,
    String when,
    @Nullable List<String> requires,
    @Nullable List<Family> counters,
    @Nullable Family family,
    Root root,
    FlaggedCase.@Nullable Tier tier,
    FlaggedCase.Basis basis,
    @Nullable List<FlaggedCase.Element> elements,
    int points,
    String halfLife,
    @Nullable PassesOn passesOn,
    List<String> falsepositives,
    @Nullable String why) {

  /** How far a rule is trusted. */
  enum Status implements Coded {
    STABLE("stable"),
    EXPERIMENTAL("experimental"),
    DEPRECATED("deprecated");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * Passing a finding on.
   *
   * @param to entity type of the members
   * @param weight above 0, at most 1
   */
  record PassesOn(EntityType to, double weight) {}
}
