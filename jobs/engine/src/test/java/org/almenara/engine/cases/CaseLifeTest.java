package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.schemas.Disposition.Decision;
import org.almenara.schemas.FlaggedCase.State;
import org.junit.jupiter.api.Test;

/** Every decision in every state. */
class CaseLifeTest {

  @Test
  void theWholeTable() {
    List<String> table = new ArrayList<>();
    for (State state : State.values()) {
      StringBuilder row = new StringBuilder(state.code()).append(':');
      for (Decision decision : Decision.values()) {
        CaseLife.Next next = CaseLife.after(state, decision);
        State to = next.state();
        assertThat(to == null).isNotEqualTo(next.objection() == null);
        row.append(' ')
            .append(to == null ? Objects.requireNonNull(next.objection()).code() : to.code());
      }
      table.add(row.toString());
    }
    // IN_REVIEW, REFERRED, DISMISSED, NEEDS_INFO, REOPENED, HANDED_OVER
    assertThat(table)
        .containsExactly(
            "LEAD: IN_REVIEW take_up_first take_up_first take_up_first not_closed LEAD",
            "IN_REVIEW: IN_REVIEW REFERRED DISMISSED NEEDS_INFO not_closed LEAD",
            "NEEDS_INFO: IN_REVIEW take_up_first take_up_first take_up_first not_closed"
                + " take_up_first",
            "REFERRED: IN_REVIEW take_up_first take_up_first take_up_first not_closed"
                + " take_up_first",
            "DISMISSED: closed closed closed closed IN_REVIEW closed",
            "EXPIRED: unknown_case unknown_case unknown_case unknown_case unknown_case"
                + " unknown_case",
            "NEAR_MISS: not_a_case not_a_case not_a_case not_a_case not_a_case not_a_case");
  }

  @Test
  void everyObjectionSaysWhatToDo() {
    assertThat(Objection.values())
        .allSatisfy(
            objection -> {
              assertThat(objection.code()).matches("[a-z_]{5,40}");
              assertThat(objection.mend()).isNotBlank();
            });
  }
}
