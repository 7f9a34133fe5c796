package org.almenara.engine.rules;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param measures by name
 * @param window how far back it looks: {@code 24h}, {@code 30d}
 * @param slide how often it may be evaluated
 * @param when condition over the measures
 * @param requires facts that a feed must give
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
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) int version,
    @JsonProperty(required = true) Status status,
    @JsonProperty(required = true) SortedMap<String, String> title,
    @Nullable String description,
    @JsonProperty(required = true) String indicator,
    @JsonProperty(required = true) List<String> references,
    @Nullable String author,
    @Nullable String date,
    @Nullable List<String> tags,
    @JsonProperty(required = true) EntityType entity,
    @JsonProperty(required = true) Map<String, MeasureFile> measures,
    @JsonProperty(required = true) String window,
    @JsonProperty(required = true) String slide,
    @JsonProperty(required = true) String when,
    @Nullable List<String> requires,
    @JsonProperty(required = true) Family family,
    @JsonProperty(required = true) Root root,
    @JsonProperty(required = true) FlaggedCase.Tier tier,
    @JsonProperty(required = true) FlaggedCase.Basis basis,
    @JsonProperty(required = true) List<FlaggedCase.Element> elements,
    @JsonProperty(required = true) int points,
    @JsonProperty(required = true) String halfLife,
    @Nullable PassesOn passesOn,
    @JsonProperty(required = true) List<String> falsepositives,
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
   * A measure: exactly one of the functions, and a filter.
   *
   * @param count {@code records}
   * @param distinct field whose distinct tokens are counted
   * @param members like distinct, and remembers who they are so that findings can be passed on
   * @param covered {@code session}: time live
   * @param where CEL over one record; covered time needs none
   */
  record MeasureFile(
      @Nullable String count,
      @Nullable String distinct,
      @Nullable String members,
      @Nullable String covered,
      @Nullable String where) {}

  /**
   * Passing a finding on.
   *
   * @param to entity type of the members
   * @param weight above 0, at most 1
   */
  record PassesOn(
      @JsonProperty(required = true) EntityType to, @JsonProperty(required = true) double weight) {}
}
