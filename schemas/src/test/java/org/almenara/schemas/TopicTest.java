package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

  @Test
  void unitsAreThoseWithATopicOfCases() {
    assertThat(Topic.units()).containsExactly("police", "labour", "fiu", "ngo", "minors", "watch");
  }

  @Test
  void eachUnitHasATopicOfItsOwn() {
    List<Topic> ofUnits = Topic.units().stream().map(Topic::ofUnit).toList();

    assertThat(ofUnits)
        .containsExactlyElementsOf(
            Arrays.stream(Topic.values()).filter(Topic::holdsCases).toList());
    assertThat(Topic.ofUnit("minors")).isEqualTo(Topic.CASES_MINORS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "POLICE", "police.v1", "army"})
  void unknownUnitIsRefusedWithTheKnownOnes(String unit) {
    assertThatThrownBy(() -> Topic.ofUnit(unit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cases." + unit + ".v1")
        .hasMessageContaining("minors");
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(Topic topic) {
    assertThat(Topic.named(topic.topicName())).isEqualTo(topic);
  }

  /** A name without its major version could never change its contract. */
  @ParameterizedTest
  @EnumSource
  void isNamedWithItsMajorVersion(Topic topic) {
    assertThat(topic.topicName()).matches("[a-z]+(\\.[a-z]+)*\\.v1");
  }

  /** Only records that came in or were refused may go; what was decided stays. */
  @ParameterizedTest
  @EnumSource
  void onlyRawAndRefusedRecordsHaveAnEnd(Topic topic) {
    boolean raw = topic == Topic.PLATFORM_EVENTS || topic == Topic.TIPS;
    boolean refused = topic == Topic.EVENTS_REJECTED || topic == Topic.EVENTS_LATE;

    assertThat(topic.retention() != null).isEqualTo(raw || refused);
  }
}
