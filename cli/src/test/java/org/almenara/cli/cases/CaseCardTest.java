package org.almenara.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.cli.Screen;
import org.almenara.cli.TestScreen;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.junit.jupiter.api.Test;

final class CaseCardTest {

  private static final String CARD =
      CaseCard.of(SampleCases.withThreeFactors(), new TestScreen().screen());

  @Test
  void tellsTheCaseAsAPersonReadsIt() throws Exception {
    try (InputStream golden = CaseCardTest.class.getResourceAsStream("card.txt")) {
      assertThat(CARD).isEqualTo(new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8));
    }
  }

  @Test
  void saysThatNothingCarriesAnExpiredCase() {
    String card = CaseCard.of(SampleCases.expired("over"), new TestScreen().screen());

    assertThat(card)
        .contains("EXPIRED", "Nothing carries it any more", "none any more; what corroborated")
        .doesNotContain("Rule out first");
  }

  @Test
  void saysWhatAReaderMustKnowOfTheRuleSet() throws Exception {
    ObjectNode json =
        (ObjectNode) new ObjectMapper().readTree(Json.canonical(SampleCases.withThreeFactors()));
    json.put("applied_late", true);
    ObjectNode content = (ObjectNode) json.path("content");
    content.put("shadow", true);
    ((ObjectNode) content.path("factors").path(1)).put("seen_permille", 257);
    FlaggedCase flagged = Json.read(json.toString().getBytes(UTF_8), FlaggedCase.class);

    String card = CaseCard.of(flagged, new TestScreen().screen());

    List<String> more = new ArrayList<>(card.lines().toList());
    CARD.lines().forEach(more::remove);
    assertThat(more)
        .containsExactly(
            "  In shadow: said by a rule set that is on trial. Nobody acts on it; it is for analysts.",
            "  Rule set applied late: a worker had passed the instant when it heard of it, so a replay may say",
            "  something else.",
            "     The measure is new: it has seen 25 % of its time, so the value may be too low.");
  }

  @Test
  void staysWithinItsWidth() {
    assertThat(CARD.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void changesNothingButColourOnATerminalWithColours() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, UTF_8);
    Screen colourful = new Screen(nowhere, nowhere, true, true);

    String card = CaseCard.of(SampleCases.withThreeFactors(), colourful);

    assertThat(card).contains("\u001b[1mWHY\u001b[");
    assertThat(card.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(CARD);
  }
}
