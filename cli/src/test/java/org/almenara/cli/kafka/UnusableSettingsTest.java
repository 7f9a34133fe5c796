package org.almenara.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almenara.cli.Problem;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnusableSettingsTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{1} at {0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost:1 | security.protocol=canary2 | value of security.protocol is none",
        "localhost:1 | max.poll.records=-7canary | value of max.poll.records is none",
        "nonsense | a=b | --bootstrap is no HOST:PORT",
        "no-such-host.invalid:9092 | a=b | no address of --bootstrap can be resolved",
        "localhost:1 | security.protocol=SASL_PLAINTEXT;sasl.jaas.config=canary3 canary4 | jaas",
        "localhost:1 | security.protocol=SSL;ssl.truststore.location=/canary/none | is not there"
      })
  void saysWhyAndRepeatsNoValue(String bootstrap, String lines, String why) throws IOException {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, lines.replace(';', '\n'));
    ClientProperties properties = ClientProperties.read(file);
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> {
              try (var consumer = Connection.unchecked(bootstrap, properties).consumer()) {
                consumer.listTopics();
              }
            });

    assertThat(problem).isNotNull();
    assertThat(problem.getMessage() + problem.mend())
        .containsIgnoringCase(why)
        .doesNotContain("canary");
    assertThat(problem.getCause()).as("what the log would repeat").isNull();
  }
}
