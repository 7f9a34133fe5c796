package org.almenara.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.almenara.cli.topics.Grant;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/**
 * What is made from {@link Topic}, {@link org.almenara.schemas.Role} and the rules that are
 * deployed, for a broker and for people.
 */
final class GoldenFilesTest {

  @Test
  void topicsForABroker() throws IOException {
    new GoldenFile("deploy/kafka/topics.tsv")
        .holds(
            "# name\tpartitions\tcleanup\tretention.ms\n"
                + Arrays.stream(Topic.values())
                    .map(GoldenFilesTest::line)
                    .collect(Collectors.joining()));
  }

  @Test
  void rightsForABroker() throws IOException {
    new GoldenFile("deploy/kafka/acls.tsv")
        .holds(
            Grant.HEADING
                + "\n"
                + Grant.all().stream()
                    .map(grant -> grant.line() + "\n")
                    .collect(Collectors.joining()));
  }

  @Test
  void topicsForPeople() throws IOException {
    new GoldenFile("docs/topics.md").holds(TopicsPage.text());
  }

  @Test
  void indicatorsForPeople() throws IOException {
    new GoldenFile("docs/indicators.md").holds(IndicatorsPage.text());
  }

  /** Of each indicator of the catalogue the page has a rule, or says why there is none. */
  @Test
  void everyIndicatorIsServedOrSaysWhyNot() throws IOException {
    Set<String> said = new TreeSet<>(IndicatorsPage.served());
    assertThat(said).doesNotContainAnyElementsOf(IndicatorsPage.NOT_SERVED.keySet());
    said.addAll(IndicatorsPage.NOT_SERVED.keySet());
    assertThat(said).isEqualTo(IndicatorsPage.catalogue());
  }

  private static String line(Topic topic) {
    var retention = topic.retention();
    return String.join(
            "\t",
            topic.topicName(),
            String.valueOf(topic.partitions()),
            topic.cleanup().name().toLowerCase(Locale.ROOT),
            String.valueOf(retention == null ? -1 : retention.toMillis()))
        + "\n";
  }
}
