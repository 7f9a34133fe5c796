package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntityTypeTest {

  @ParameterizedTest
  @EnumSource
  void isFoundByItsCode(EntityType type) {
    assertThat(EntityType.ofCode(type.code())).isEqualTo(type);
  }

  @Test
  void unknownCodeIsRefused() {
    assertThatThrownBy(() -> EntityType.ofCode("person"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("person");
  }

  @Test
  void isFoundByTheTokensPrefix() {
    assertThat(EntityType.ofToken("pay1_Zk3v0yq8Qk2bJ0p4m1X9aA")).isEqualTo(EntityType.PAYOUT);
    assertThatThrownBy(() -> EntityType.ofToken("ses1_Zk3v0yq8Qk2bJ0p4m1X9aA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Sessions and reporters have tokens and are no entities: nothing is counted for them. */
  static Stream<RecordComponent> entitiesInRecords() {
    return Stream.of(PlatformEvent.class, Tip.class)
        .flatMap(type -> Stream.of(type.getRecordComponents()))
        .filter(component -> component.isAnnotationPresent(Prefixed.class))
        .filter(component -> !component.getName().matches("session|reporter"));
  }

  @ParameterizedTest
  @MethodSource("entitiesInRecords")
  void tokensInRecordsHaveThePrefixOfTheirEntity(RecordComponent component) {
    assertThat(component.getAnnotation(Prefixed.class).value())
        .isEqualTo(EntityType.ofCode(component.getName()).prefix());
  }
}
