package org.almenara.cli.topics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.almenara.cli.Screen;
import org.almenara.cli.cases.CaseBook;
import org.almenara.cli.cases.CaseLine;
import org.almenara.cli.kafka.CommittedReader;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Topic;
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
record Tail(Topic topic, boolean fromBeginning, @Nullable Integer max, boolean raw, Screen screen) {

  private static final int NEWEST = 20;

  /** Prints what is there now: of a topic of cases, each case as it stands, best first. */
  void printOnce(CommittedReader reader) {
    if (topic.holdsCases() && !raw) {
      printRanked(CaseBook.of(reader.readAll(List.of(topic))).ranked());
    } else if (fromBeginning) {
      inTime(reader.readAll(List.of(topic))).limit(limit(Integer.MAX_VALUE)).forEach(this::print);
    } else {
      int newest = limit(NEWEST);
      List<ConsumerRecord<byte[], byte[]>> last = inTime(reader.readLast(topic, newest)).toList();
      last.stream().skip(Math.max(0, last.size() - newest)).forEach(this::print);
    }
  }

  /** Prints each record as it is committed. */
  void printOnwards(CommittedReader reader) {
    int[] left = {limit(Integer.MAX_VALUE)};
    reader.follow(
        topic,
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
      screen.err().println("No case on " + topic.topicName() + ".");
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
        .println(raw ? RecordLine.text(record.value()) : new RecordLine(topic, screen).of(record));
  }
}
