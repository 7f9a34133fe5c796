package org.almenara.cli.topics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.almenara.cli.Screen;
import org.almenara.cli.cases.CaseBook;
import org.almenara.cli.cases.CaseLine;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.schemas.BrokerTopic;
import org.almenara.schemas.FlaggedCase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Prints what is committed on a topic.
 *
 * @param topic which
 * @param fromBeginning whether to begin with the oldest record
 * @param max how many lines; absent: all from the beginning or while following, else {@value
 *     #NEWEST}
 * @param raw whether values are printed as they are, without a word about them
 */
record Tail(
    BrokerTopic topic, boolean fromBeginning, @Nullable Integer max, boolean raw, Screen screen) {

  private static final int NEWEST = 20;

  /** Prints what is there now: of a topic of cases, each case as it stands, best first. */
  void printOnce(CommittedReader reader) {
    if (topic.like().holdsCases() && !raw) {
      printRanked(CaseBook.of(reader.readAllNamed(List.of(topic.name()))).ranked());
    } else if (fromBeginning) {
      inTime(reader.readAllNamed(List.of(topic.name())))
          .limit(limit(Integer.MAX_VALUE))
          .forEach(this::print);
    } else {
      int newest = limit(NEWEST);
      List<ConsumerRecord<byte[], byte[]>> last =
          inTime(reader.readLast(topic.name(), newest)).toList();
      last.stream().skip(Math.max(0, last.size() - newest)).forEach(this::print);
    }
  }

  /** Prints each record as it is committed. */
  void printOnwards(CommittedReader reader) {
    int[] left = {limit(Integer.MAX_VALUE)};
    reader.follow(
        topic.name(),
        fromBeginning,
        record -> {
          print(record);
          return --left[0] > 0;
        });
  }

  private void printRanked(List<FlaggedCase> ranked) {
    int shown = Math.min(ranked.size(), limit(NEWEST));
    ranked.stream()
        .limit(shown)
        .forEach(flagged -> screen.out().println(CaseLine.of(flagged.content())));
    if (shown < ranked.size()) {
      screen.err().println((ranked.size() - shown) + " more: --max " + ranked.size());
    }
    if (ranked.isEmpty()) {
      screen.err().println("No case on " + topic.name() + ".");
    }
  }

  private int limit(int otherwise) {
    return max == null ? otherwise : max;
  }

  private static Stream<ConsumerRecord<byte[], byte[]>> inTime(
      List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().sorted(Comparator.comparingLong(ConsumerRecord::timestamp));
  }

  private void print(ConsumerRecord<byte[], byte[]> record) {
    screen
        .out()
        .println(
            raw
                ? RecordLine.text(record.value())
                : new RecordLine(topic.like(), screen).of(record));
  }
}
