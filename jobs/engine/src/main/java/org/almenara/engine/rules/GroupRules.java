package org.almenara.engine.rules;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.almenara.schemas.EntityType;
import org.jspecify.annotations.Nullable;

/** The rules about groups of a rule set, and who belongs to the groups. */
public final class GroupRules {

  private final List<GroupRule> rules;
  private final TreeMap<Long, Membership> memberships = new TreeMap<>();
  private final Map<EntityType, List<Membership>> byMember = new EnumMap<>(EntityType.class);
  private final Map<EntityType, List<GroupRule>> byGroup = new EnumMap<>(EntityType.class);

  GroupRules(List<GroupRule> rules) {
    this.rules = List.copyOf(rules);
    for (GroupRule rule : rules) {
      memberships.put(rule.membership().print(), rule.membership());
    }
    byMember.putAll(memberships.values().stream().collect(Collectors.groupingBy(Membership::of)));
    byGroup.putAll(
        rules.stream().collect(Collectors.groupingBy(rule -> rule.membership().group())));
  }

  /** All of them, by id. */
  public List<GroupRule> rules() {
    return rules;
  }

  /** The rules about groups of a type, by id. */
  public List<GroupRule> about(EntityType group) {
    return byGroup.getOrDefault(group, List.of());
  }

  /** Who belongs to groups, each once. */
  public Collection<Membership> memberships() {
    return memberships.values();
  }

  /** The memberships that entities of a type can have. */
  public List<Membership> membershipsOf(EntityType member) {
    return byMember.getOrDefault(member, List.of());
  }

  /** A membership by its print; absent when no rule of the set asks for it. */
  public @Nullable Membership membership(long print) {
    return memberships.get(print);
  }
}
