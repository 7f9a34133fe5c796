package org.almenara.cli.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.almenara.cli.Problem;
import org.almenara.schemas.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads topics as everyone who acts on cases must: committed records only.
 *
 * <p>One thread; closing leaves nothing behind, since it belongs to no consumer group.
 */
public final class CommittedReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STALL = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;

  /** A reader of that broker. */
  public CommittedReader(Connection connection) {
    this.consumer = connection.consumer();
  }

  /** All records that are committed now, by partition and offset. */
  public List<ConsumerRecord<byte[], byte[]>> readAll(Collection<Topic> topics) {
    return readAllNamed(topics.stream().map(Topic::topicName).toList());
  }

  /** The same of topics by their names. */
  public List<ConsumerRecord<byte[], byte[]>> readAllNamed(Collection<String> topics) {
    List<TopicPartition> partitions = assign(topics);
    consumer.seekToBeginning(partitions);
    return readToEnd(partitions);
  }

  /** Takes a record, and how much of the topic was read with it, between 0 and 1. */
  public interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record, double part);
  }

  /** Hands over all records that are committed now, one after the other, and keeps none. */
  public void forEach(Topic topic, Taker taker) {
    List<TopicPartition> partitions = assign(List.of(topic.topicName()));
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long all = Math.max(1, behind(ends));
    long[] taken = {0};
    readTo(ends, record -> taker.take(record, Math.min(1, (double) ++taken[0] / all)));
  }

  /**
   * The newest records of a topic: of each partition {@code count}, or all when there are fewer.
   */
  public List<ConsumerRecord<byte[], byte[]>> readLast(String topic, int count) {
    List<TopicPartition> partitions = assign(List.of(topic));
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    // Offsets outnumber records where transactions leave markers and compaction leaves gaps.
    for (long offsets = count; ; offsets *= 2) {
      boolean all = true;
      for (TopicPartition partition : partitions) {
        long from = end.getOrDefault(partition, 0L) - offsets;
        long begin = first.getOrDefault(partition, 0L);
        consumer.seek(partition, Math.max(from, begin));
        all &= from <= begin;
      }
      List<ConsumerRecord<byte[], byte[]>> read = readToEnd(partitions);
      if (all || partitions.stream().allMatch(partition -> has(read, partition, count))) {
        return read;
      }
    }
  }

  private static boolean has(
      List<ConsumerRecord<byte[], byte[]>> read, TopicPartition partition, int count) {
    return read.stream().filter(record -> record.partition() == partition.partition()).count()
        >= count;
  }

  /**
   * Hands on each record as it is committed, until told to stop.
   *
   * @param fromBeginning whether to begin with the oldest record instead of the next one
   * @param more takes a record and says whether to go on
   */
  public void follow(
      String topic, boolean fromBeginning, Predicate<ConsumerRecord<byte[], byte[]>> more) {
    List<TopicPartition> partitions = assign(List.of(topic));
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    while (true) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (!more.test(record)) {
          return;
        }
      }
    }
  }

  /**
   * Hands over all records, then each as it is committed.
   *
   * @param taker takes a record
   * @param goOn asked whenever all that there was has been handed over
   */
  public void watch(
      Topic topic,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker,
      BooleanSupplier goOn) {
    watchNamed(topic.topicName(), taker, goOn);
  }

  /** The same for a topic of that name. */
  public void watchNamed(
      String topic,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker,
      BooleanSupplier goOn) {
    List<TopicPartition> partitions = assign(List.of(topic));
    consumer.seekToBeginning(partitions);
    readTo(consumer.endOffsets(partitions), taker);
    while (goOn.getAsBoolean()) {
      consumer.poll(POLL).forEach(taker);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> readToEnd(List<TopicPartition> partitions) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    readTo(consumer.endOffsets(partitions), read::add);
    read.sort(
        Comparator.comparing((ConsumerRecord<byte[], byte[]> record) -> record.topic())
            .thenComparing(ConsumerRecord::partition)
            .thenComparing(ConsumerRecord::offset));
    return read;
  }

  private void readTo(
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    long behindBefore = Long.MAX_VALUE;
    long since = System.nanoTime();
    for (long behind = behind(ends); behind > 0; behind = behind(ends)) {
      if (behind < behindBefore) {
        behindBefore = behind;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STALL.toNanos()) {
        throw new Problem(
            "the broker stopped sending while " + behind + " records were still to be read",
            "check that it runs, then try again");
      }
      consumer.poll(POLL).forEach(taker);
    }
  }

  /** Offsets still to pass; transaction markers count, so records may be fewer. */
  private long behind(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  private List<TopicPartition> assign(Collection<String> topics) {
    List<TopicPartition> partitions = topics.stream().flatMap(this::partitions).toList();
    consumer.assign(partitions);
    return partitions;
  }

  private Stream<TopicPartition> partitions(String topic) {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions.isEmpty()) {
      throw new Problem(
          "the broker has no topic " + topic,
          "look at what there is: almenara topics list; create the topics: almenara topics create");
    }
    return partitions.stream().map(info -> new TopicPartition(info.topic(), info.partition()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
