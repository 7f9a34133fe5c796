package org.almenara.cli.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.engine.rules.Unit;
import org.almenara.schemas.CaseTopic;
import org.almenara.schemas.Role;
import org.almenara.schemas.Topic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One line of {@code acls.tsv}: what one role may do with what. To read and to write imply to
 * describe.
 *
 * @param user code of the role
 * @param resource what is granted on
 * @param pattern whether the name is the whole name or how names begin
 * @param name of the resource; {@code *} as a whole name is all
 * @param operations in the words of Kafka's tools
 */
public record Grant(
    String user,
    ResourceType resource,
    PatternType pattern,
    String name,
    List<AclOperation> operations) {

  /** The first line of the manifest. */
  public static final String HEADING = "# user\tresource\tpattern\tname\toperations";

  private static final String ALL = "*";

  /** All that every deployment grants, role by role. */
  public static List<Grant> all() {
    return Arrays.stream(Role.values()).flatMap(role -> of(role).stream()).toList();
  }

  /** All that a deployment with those units grants: to each that it has added, its own topic. */
  public static List<Grant> all(List<Unit> units) {
    return Stream.concat(
            all().stream(), units.stream().filter(Unit::isAdded).flatMap(unit -> of(unit).stream()))
        .toList();
  }

  /** What those do who have the unit of that kind, on the unit's own topic. */
  private static List<Grant> of(Unit unit) {
    Topic ofKind = Topic.ofUnit(unit.kind().code());
    Role role = Role.readersOf(ofKind).get(0);
    String topic = new CaseTopic(unit.id()).topicName();
    List<Grant> grants = new ArrayList<>();
    grants.add(topic(Role.FLAG_CASES.code(), topic, AclOperation.WRITE));
    role.writes().forEach(to -> grants.add(topic(unit.id(), to.topicName(), AclOperation.WRITE)));
    grants.add(topic(unit.id(), topic, AclOperation.READ));
    grants.add(
        new Grant(
            unit.id(),
            ResourceType.GROUP,
            PatternType.PREFIXED,
            groupPrefix(unit),
            List.of(AclOperation.READ)));
    return grants;
  }

  /** How the consumer groups of a unit begin that a deployment added; it begins no other's. */
  public static String groupPrefix(Unit unit) {
    return "almenara-unit." + unit.id() + ".";
  }

  private static List<Grant> of(Role role) {
    List<Grant> grants = new ArrayList<>();
    role.writes()
        .forEach(topic -> grants.add(topic(role.code(), topic.topicName(), AclOperation.WRITE)));
    role.reads()
        .forEach(topic -> grants.add(topic(role.code(), topic.topicName(), AclOperation.READ)));
    if (role == Role.OPERATOR) {
      grants.add(topic(role.code(), ALL, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS));
      grants.add(group(role, Role.FLAG_CASES, AclOperation.DESCRIBE));
    }
    if (!role.reads().isEmpty()) {
      grants.add(group(role, role, AclOperation.READ));
    }
    if (role.hasTransactions()) {
      grants.add(
          new Grant(
              role.code(),
              ResourceType.TRANSACTIONAL_ID,
              PatternType.PREFIXED,
              role.transactionalIdPrefix(),
              List.of(AclOperation.WRITE)));
    }
    return grants;
  }

  private static Grant topic(String user, String name, AclOperation... operations) {
    return new Grant(user, ResourceType.TOPIC, PatternType.LITERAL, name, List.of(operations));
  }

  private static Grant group(Role role, Role owner, AclOperation operation) {
    return new Grant(
        role.code(),
        ResourceType.GROUP,
        PatternType.PREFIXED,
        owner.groupPrefix(),
        List.of(operation));
  }

  /** Reads a line of the manifest. */
  public static Grant parse(String line) {
    String[] cells = line.split("\t", -1);
    return new Grant(
        cells[0],
        ResourceType.fromString(cells[1].replace('-', '_')),
        PatternType.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        cells[3],
        Stream.of(cells[4].split(",", -1)).map(Grant::operation).toList());
  }

  /** The line. */
  public String line() {
    return String.join(
        "\t",
        user,
        lower(resource).replace('_', '-'),
        lower(pattern),
        name,
        operations.stream().map(Grant::word).collect(Collectors.joining(",")));
  }

  /** As the broker takes it. */
  public List<AclBinding> bindings() {
    return operations.stream()
        .map(
            operation ->
                new AclBinding(
                    new ResourcePattern(resource, name, pattern),
                    new AccessControlEntry(
                        "User:" + user, ALL, operation, AclPermissionType.ALLOW)))
        .toList();
  }

  /** {@code DescribeConfigs} for {@code DESCRIBE_CONFIGS}. */
  private static String word(AclOperation operation) {
    return Arrays.stream(operation.name().split("_", -1))
        .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static AclOperation operation(String word) {
    return Arrays.stream(AclOperation.values())
        .filter(operation -> word(operation).equals(word))
        .findAny()
        .orElseThrow();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
