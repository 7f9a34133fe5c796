package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold for rights, whatever roles and topics are added. */
class RoleTest {

  @ParameterizedTest
  @EnumSource
  void onlyTheJobWritesCasesAuditAndRefusals(Topic topic) {
    boolean own =
        topic.holdsCases()
            || topic == Topic.AUDIT
            || topic == Topic.EVENTS_REJECTED
            || topic == Topic.EVENTS_LATE
            || topic == Topic.RULE_SET_STATUS;
    if (own) {
      assertThat(Role.writersOf(topic)).containsExactly(Role.FLAG_CASES);
    } else {
      assertThat(Role.writersOf(topic)).doesNotContain(Role.FLAG_CASES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTopicOfCasesHasOneReaderAndNoReaderHasTwo(Topic topic) {
    if (topic.holdsCases()) {
      List<Role> readers = Role.readersOf(topic);
      assertThat(readers).hasSize(1);
      assertThat(readers.get(0).reads()).filteredOn(Topic::holdsCases).containsExactly(topic);
    }
  }

  @Test
  void whoWritesRecordsReadsNothing() {
    assertThat(Role.writersOf(Topic.PLATFORM_EVENTS)).containsExactly(Role.PLATFORM);
    assertThat(Role.writersOf(Topic.TIPS)).containsExactly(Role.TIP_LINE);
    assertThat(Role.PLATFORM.reads()).isEmpty();
    assertThat(Role.TIP_LINE.reads()).isEmpty();
  }

  @Test
  void onlyChildProtectionReadsMinorsCases() {
    assertThat(Role.readersOf(Topic.CASES_MINORS)).containsExactly(Role.CHILD_PROTECTION);
  }

  @Test
  void nobodyPublishesAndActivatesARuleSet() {
    assertThat(Role.writersOf(Topic.RULE_SETS))
        .doesNotContainAnyElementsOf(Role.writersOf(Topic.ACTIVATIONS));
  }

  @ParameterizedTest
  @EnumSource
  void eachRoleIsThereForSomething(Role role) {
    assertThat(role.writes().size() + role.reads().size()).isPositive();
    assertThat(role.description()).isNotBlank();
    assertThat(role.code()).matches("[a-z]+(-[a-z]+)*");
  }

  @ParameterizedTest
  @EnumSource
  void eachTopicHasWritersAndReadersButTheOneThatWaits(Topic topic) {
    boolean waits = topic == Topic.EVIDENCE;

    assertThat(Role.writersOf(topic).isEmpty()).isEqualTo(waits);
    assertThat(Role.readersOf(topic).isEmpty()).isEqualTo(waits);
  }

  /** Groups are granted by prefix: one that begins another's would open it. */
  @ParameterizedTest
  @EnumSource
  void aGroupPrefixOpensNoOtherRolesGroups(Role role) {
    assertThat(Arrays.stream(Role.values()).filter(other -> other != role))
        .noneMatch(other -> other.groupPrefix().startsWith(role.groupPrefix()));
  }
}
