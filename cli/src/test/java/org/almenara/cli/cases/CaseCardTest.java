package org.almenara.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Objects;
import org.almenara.cli.Screen;
import org.almenara.cli.TestScreen;
import org.junit.jupiter.api.Test;

final class CaseCardTest {

  private static final String CARD =
      CaseCard.of(SampleCases.withThreeFactors().content(), new TestScreen().screen());

  @Test
  void tellsTheCaseAsAPersonReadsIt() throws Exception {
    try (InputStream golden = CaseCardTest.class.getResourceAsStream("card.txt")) {
      assertThat(CARD).isEqualTo(new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8));
    }
  }

  @Test
  void saysThatNothingCarriesAnExpiredCase() {
    String card = CaseCard.of(SampleCases.expired("over").content(), new TestScreen().screen());

    assertThat(card)
        .contains("EXPIRED", "Nothing carries it any more", "none any more; what corroborated")
        .doesNotContain("Rule out first");
  }

  @Test
  void staysWithinItsWidth() {
    assertThat(CARD.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void changesNothingButColourOnATerminalWithColours() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, UTF_8);
    Screen colourful = new Screen(nowhere, nowhere, true, true);

    String card = CaseCard.of(SampleCases.withThreeFactors().content(), colourful);

    assertThat(card).contains("\u001b[1mWHY\u001b[");
    assertThat(card.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(CARD);
  }
}
