package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerTopicTest {

  @ParameterizedTest
  @EnumSource
  void aTopicOfEveryDeploymentIsItself(Topic topic) {
    assertThat(BrokerTopic.named(topic.topicName())).isEqualTo(BrokerTopic.of(topic));
    assertThat(CaseTopic.isOne(topic.topicName())).isEqualTo(topic.holdsCases());
  }

  @ParameterizedTest
  @EnumSource
  void eachKindHasTheUnitOfItsName(UnitKind kind) {
    assertThat(Topic.ofUnit(kind.code()).topicName())
        .isEqualTo(new CaseTopic(kind.code()).topicName());
  }

  @Test
  void aTopicOfAnAddedUnitIsReadLikeOneOfCases() {
    assertThat(BrokerTopic.named("cases.police-co.v1").like().holdsCases()).isTrue();
  }

  @Test
  void addedUnitsComeLastAndKnownOnesOnce() {
    List<BrokerTopic> all = BrokerTopic.all(List.of("police", "police-co"));
    assertThat(all).hasSize(Topic.values().length + 1);
    assertThat(all.get(all.size() - 1).name()).isEqualTo("cases.police-co.v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cases.v1", "cases..v1", "cases.a.b.v1", "cases.police.v2", "other.v1"})
  void whatIsNoTopicIsRefused(String name) {
    assertThatThrownBy(() -> BrokerTopic.named(name)).hasMessageContaining(name);
  }
}
