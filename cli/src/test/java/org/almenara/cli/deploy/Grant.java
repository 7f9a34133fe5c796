package org.almenara.cli.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.schemas.Role;
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
record Grant(
    String user,
    ResourceType resource,
    PatternType pattern,
    String name,
    List<AclOperation> operations) {

  private static final String ALL = "*";

  /** All that is granted, role by role. */
  static List<Grant> all() {
    return Arrays.stream(Role.values()).flatMap(role -> of(role).stream()).toList();
  }

  private static List<Grant> of(Role role) {
    List<Grant> grants = new ArrayList<>();
    role.writes().forEach(topic -> grants.add(topic(role, topic.topicName(), AclOperation.WRITE)));
    role.reads().forEach(topic -> grants.add(topic(role, topic.topicName(), AclOperation.READ)));
    if (role == Role.OPERATOR) {
      grants.add(topic(role, ALL, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS));
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

  private static Grant topic(Role role, String name, AclOperation... operations) {
    return new Grant(
        role.code(), ResourceType.TOPIC, PatternType.LITERAL, name, List.of(operations));
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
  static Grant parse(String line) {
    String[] cells = line.split("\t", -1);
    return new Grant(
        cells[0],
        ResourceType.fromString(cells[1].replace('-', '_')),
        PatternType.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        cells[3],
        Stream.of(cells[4].split(",", -1)).map(Grant::operation).toList());
  }

  String line() {
    return String.join(
        "\t",
        user,
        lower(resource).replace('_', '-'),
        lower(pattern),
        name,
        operations.stream().map(Grant::word).collect(Collectors.joining(",")));
  }

  /** As the broker takes it. */
  List<AclBinding> bindings() {
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
