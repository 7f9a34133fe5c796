package org.almenara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlmenaraTest {

  private final TestScreen screen = new TestScreen();

  @Test
  void offersNineThingsToTry() {
    assertThat(screen.run()).isEqualTo(Exit.FINE);
    assertThat(screen.lines()).filteredOn(line -> line.startsWith("  almenara ")).hasSize(10);
  }

  @Test
  void saysItsVersions() {
    assertThat(screen.run("--version")).isEqualTo(Exit.FINE);
    assertThat(screen.lines().get(0)).matches("almenara \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(screen.out()).contains("Flink ", "Kafka clients ", "Java ").doesNotContain("${");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "evaluate",
        "doctor",
        "topics list",
        "topics create",
        "topics tail",
        "case show",
        "schema",
        "validate",
        "rules lint",
        "rules test",
        "rules diff",
        "rules cost",
        "rules table",
        "rules new",
        "rules publish",
        "rules activate",
        "rules rollback",
        "rules stop",
        "rules status",
        "rules history",
        "rules show"
      })
  void explainsEveryCommand(String command) {
    String[] words = (command + " --help").split(" ", -1);
    assertThat(screen.run(words)).isEqualTo(Exit.FINE);
    assertThat(screen.out()).startsWith("Usage: almenara " + command);
  }

  @Test
  void suggestsTheNearestCommand() {
    assertThat(screen.run("topcs")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("'topcs'", "almenara topics").doesNotContain("\tat ");
  }

  @Test
  void namesTheTopicsWhenOneIsUnknown() {
    assertThat(screen.run("topics", "tail", "audit.log")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("audit.log", "audit.v1", "Help: almenara topics tail --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many"})
  void refusesANumberOfLinesThatIsNone(String max) {
    assertThat(screen.run("topics", "tail", "tips.v1", "--max=" + max)).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("'" + max + "' is no number of lines");
  }

  @Test
  void listsTheSubcommandsWhenOneIsMissing() {
    assertThat(screen.run("topics")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("create", "list", "tail");
  }

  @Test
  void saysThatNoBrokerAnswersWithoutATrace() {
    assertThat(screen.run("topics", "list", "--bootstrap", "127.0.0.1:1"))
        .isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err())
        .contains("no Kafka broker answers at 127.0.0.1:1", "Mend: ", "demo --keep")
        .doesNotContain("\tat ", "Exception");
  }
}
