package org.almenara.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.almenara.engine.rules.Units;
import org.almenara.engine.rules.UnitsReader;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/** A unit without a topic is told when the job is submitted. */
class UnitTopicsTest {

  private static final Units UNITS =
      UnitsReader.read(
          "units.yaml", "units:\n- {id: police-co, kind: police, jurisdictions: [CO]}\n");

  @Test
  void aUnitWithoutATopicIsNamedWithTheMend() {
    Set<String> names = new HashSet<>(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    assertThatThrownBy(() -> UnitTopics.check(names, UNITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the broker has no topic cases.police-co.v1, or hides it from this user; create it"
                + " (almenara topics create --units FILE) and grant it, or take the unit out of the"
                + " file");
    names.add("cases.police-co.v1");
    assertThatCode(() -> UnitTopics.check(names, UNITS)).doesNotThrowAnyException();
  }
}
