package org.almenara.cli.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Nearest;
import org.almenara.cli.Problem;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.schemas.Contract;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a platform's engineer runs over an export before it is sent. */
@Command(
    name = "validate",
    description = {
      "Tries records against their contract as the job does, and says what it would refuse, why,"
          + " where, and the mend. It never repeats what a record holds, and memory does not grow"
          + " with the export.",
      "Exit codes: 0 all good, 1 some refused or none there, 2 usage (no such file, topic or contract), 3 what"
          + " was named cannot be read."
    })
public final class ValidateCommand implements Callable<Integer> {

  private static final String STANDARD_INPUT = "-";

  private final Screen screen;
  private final InputStream in;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final BrokerOption broker = new BrokerOption();

  @Parameters(
      paramLabel = "FILE|TOPIC",
      description =
          "NDJSON, one record a line, plain or gzip; - for standard input; or a topic, of which all"
              + " that is committed now is read.")
  private String source = "";

  @Option(
      names = "--type",
      paramLabel = "CONTRACT",
      converter = ContractConverter.class,
      description =
          "platform-event, tip or another contract that others write; else the name of the file"
              + " tells.")
  private @Nullable Contract type;

  @Option(
      names = "--arrival",
      paramLabel = "INSTANT",
      description =
          "Of a file: judge times as if all records arrived then (2026-03-01T00:00:00Z). Without it"
              + " none is late or future. On a topic each record says when it arrived.")
  private @Nullable Instant arrival;

  @Option(
      names = "--accept-payers",
      description = "Judge as a deployment does that takes data on payers.")
  private boolean acceptPayers;

  @Option(names = "--json", description = "Prints one JSON object instead of text.")
  private boolean json;

  /** Writes to that screen, and reads standard input where {@code -} is named. */
  public ValidateCommand(Screen screen, InputStream in) {
    this.screen = screen;
    this.in = in;
  }

  @Override
  public Integer call() {
    Contract contract = contract();
    Records records = records();
    Tally tally = new Tally(reader(contract));
    Progress progress = new Progress(screen, records, tally);
    try {
      records.forEach(progress);
    } catch (IOException e) {
      // The message of a decoder never quotes its input.
      throw new Problem(
          "cannot read %s: %s".formatted(records.name(), reason(e)),
          "check that it may be read and is whole; a gzip file may be cut off",
          e);
    } finally {
      progress.end();
    }
    boolean ofFile = records instanceof FileRecords;
    long blank = records instanceof FileRecords file ? file.blank() : 0;
    Report report = new Report(records.name(), contract.fileName(), blank, tally);
    if (json) {
      report.printJson(screen);
    } else {
      report.print(screen);
    }
    // A topic may be empty; an export without records is hardly the one that was meant.
    boolean empty = ofFile && tally.records() == 0;
    return tally.refused() == 0 && !empty ? Exit.FINE : Exit.FINDING;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage() + "";
  }

  private Records records() {
    Long arrived = arrival == null ? null : millis(arrival);
    if (source.equals(STANDARD_INPUT)) {
      return FileRecords.of("standard input", in, arrived);
    }
    Topic topic = topic();
    if (topic != null) {
      if (arrival != null) {
        throw usage("--arrival is for files: on a topic each record says when it arrived");
      }
      return new TopicRecords(topic, broker.connect());
    }
    return file(arrived);
  }

  private void checkFile() {
    Path file = path();
    if (Files.isDirectory(file)) {
      throw usage("'" + source + "' is a directory: name one file, or pipe many into -");
    }
    if (!Files.exists(file)) {
      throw usage(
          "there is no file and no topic '%s'%s".formatted(source, Nearest.hint(source, topics())));
    }
  }

  private Records file(@Nullable Long arrived) {
    try {
      return FileRecords.of(path(), arrived);
    } catch (IOException e) {
      throw new Problem("cannot open " + source, "check that you may read it", e);
    }
  }

  private Path path() {
    try {
      return Path.of(source);
    } catch (InvalidPathException e) {
      throw usage("'" + source + "' names neither a file nor a topic");
    }
  }

  /** A file that is called as a topic goes before it. */
  private @Nullable Topic topic() {
    return topics().contains(source) && !Files.exists(path()) ? Topic.named(source) : null;
  }

  private Contract contract() {
    Topic topic = source.equals(STANDARD_INPUT) ? null : topic();
    if (topic != null) {
      Contract ofTopic = topic.contract();
      if (ofTopic.reader() == null) {
        throw usage(topic.topicName() + " is written by the job alone: nothing to validate");
      }
      if (type != null && type != ofTopic) {
        throw usage(topic.topicName() + " holds " + ofTopic.fileName() + ": leave out --type");
      }
      return ofTopic;
    }
    if (!source.equals(STANDARD_INPUT)) {
      checkFile();
    }
    Contract guessed = type == null ? guess() : type;
    if (guessed == null) {
      throw usage(
          "the name does not tell of which contract the records are: give --type "
              + String.join("|", ContractConverter.names()));
    }
    return guessed;
  }

  /** By a topic's name at the beginning, or by the word event or tip. */
  private @Nullable Contract guess() {
    if (source.equals(STANDARD_INPUT)) {
      return null;
    }
    String name = (path().getFileName() + "").toLowerCase(Locale.ROOT);
    for (Topic topic : Topic.values()) {
      Contract contract = topic.contract();
      if (name.startsWith(topic.topicName()) && contract.reader() != null) {
        return contract;
      }
    }
    List<String> words = Arrays.asList(name.split("[^a-z]+"));
    boolean events = words.contains("event") || words.contains("events");
    boolean tips = words.contains("tip") || words.contains("tips");
    if (events == tips) {
      return null;
    }
    return events ? Contract.PLATFORM_EVENT : Contract.TIP;
  }

  private RecordReader<?> reader(Contract contract) {
    return contract == Contract.PLATFORM_EVENT
        ? RecordReader.platformEvents(acceptPayers)
        : Objects.requireNonNull(contract.reader());
  }

  private static List<String> topics() {
    return Arrays.stream(Topic.values()).map(Topic::topicName).toList();
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private long millis(Instant arrival) {
    try {
      return arrival.toEpochMilli();
    } catch (ArithmeticException e) {
      throw usage("--arrival lies outside the years that a record can name");
    }
  }
}
