package org.almenara.cli.deploy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.almenara.schemas.Role;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;

/** {@code docs/topics.md}: who writes what, and who reads it, as a picture and as tables. */
final class TopicsPage {

  private TopicsPage() {}

  static String text() {
    return """
    # Topics

    Made from `Topic`, `TopicKey` and `Role`; do not edit. To make it anew:

    ```
    %s
    ```

    [`asyncapi.yaml`](../schemas/src/main/resources/asyncapi.yaml) says the same to tools, with the contract of each
    topic's records; [`topics.tsv`](../deploy/kafka/topics.tsv) and [`acls.tsv`](../deploy/kafka/acls.tsv) to a broker.

    ## Who writes, who reads

    ```mermaid
    flowchart LR
    %s```

    Only the job, `flag-cases`, writes cases, audit and refusals. Who sends records reads nothing: nobody is tipped off.
    Each unit reads its own cases; minors' cases have no reader but `child-protection`. `operator` may also describe all
    topics and the job's consumer group.

    A deployment may [add units for countries](operations.md#units-and-rations). Each has a topic `cases.‹unit›.v1`, made
    like `cases.police.v1`, and is a user of its name, who reads that topic and no other; `almenara topics rights --units
    FILE` says so to a broker.

    ## Roles

    On the broker each role is a user of that name; several users may share a role (two platforms, say). Consumer groups
    begin with `almenara-` and the role.

    | role | who | writes | reads |
    |---|---|---|---|
    %s
    ## Topics

    Nobody reads or writes a topic but the roles named; where none is named, nobody may yet.

    | topic | partitions | key | so that | kept | contract | written by | read by |
    |---|---|---|---|---|---|---|---|
    %s"""
        .formatted(GoldenFile.COMMAND, picture(), roles(), topics());
  }

  private static String picture() {
    StringBuilder picture = new StringBuilder();
    for (Topic topic : Topic.values()) {
      picture.append("  %s([%s])\n".formatted(topic.name(), topic.topicName()));
    }
    for (Role role : Role.values()) {
      role.writes()
          .forEach(topic -> picture.append("  " + role.code() + " --> " + topic.name() + "\n"));
    }
    for (Role role : Role.values()) {
      role.reads()
          .forEach(topic -> picture.append("  " + topic.name() + " --> " + role.code() + "\n"));
    }
    return picture.toString();
  }

  private static String roles() {
    return Arrays.stream(Role.values())
        .map(
            role ->
                row(
                    "`" + role.code() + "`",
                    role.description(),
                    topicNames(role.writes()),
                    topicNames(role.reads())))
        .collect(Collectors.joining());
  }

  private static String topics() {
    return Arrays.stream(Topic.values())
        .map(
            topic ->
                row(
                    "`" + topic.topicName() + "`",
                    String.valueOf(topic.partitions()),
                    topic.key().description().replace("<", "‹").replace(">", "›"),
                    topic.key().decides(),
                    kept(topic),
                    contract(topic),
                    roleNames(Role.writersOf(topic)),
                    roleNames(Role.readersOf(topic))))
        .collect(Collectors.joining());
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String contract(Topic topic) {
    String name = topic.contract().fileName();
    return "[%s](../schemas/src/main/resources/schemas/%s.schema.json)".formatted(name, name);
  }

  private static String kept(Topic topic) {
    @Nullable Duration retention = topic.retention();
    String cleanup = topic.cleanup().name().toLowerCase(Locale.ROOT);
    return cleanup + ", " + (retention == null ? "for ever" : retention.toDays() + " days");
  }

  private static String topicNames(List<Topic> topics) {
    return topics.stream()
        .map(topic -> "`" + topic.topicName() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String roleNames(List<Role> roles) {
    return roles.stream().map(role -> "`" + role.code() + "`").collect(Collectors.joining(", "));
  }
}
