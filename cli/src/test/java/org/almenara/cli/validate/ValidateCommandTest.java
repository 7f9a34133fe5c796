package org.almenara.cli.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.almenara.cli.Exit;
import org.almenara.cli.TestScreen;
import org.almenara.schemas.Contract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValidateCommandTest {

  /** What no output may repeat. */
  private static final String SECRET = "maria.perez@example.org";

  private static final String GOOD = oneLine(example("payout.made.json"));
  private static final String LEAKING = GOOD.replaceFirst("pay1_[A-Za-z0-9_-]+", SECRET);
  private static final String BEYOND = GOOD.replaceFirst("\\{", "{\"maria\":\"" + SECRET + "\",");

  @TempDir Path folder = Path.of("");

  private final TestScreen screen = new TestScreen();

  @Test
  void findsNothingInAGoodExport() throws IOException {
    Path file = write("events.ndjson", GOOD + "\n" + GOOD + "\r\n\n" + GOOD);

    assertThat(validate(file)).isEqualTo(Exit.FINE);
    assertThat(screen.lines())
        .containsExactly(
            file + ", read as platform-event",
            "  3 records: 3 good, none refused; 1 blank lines skipped",
            "  Times were not judged: nothing says when the records arrive (--arrival).");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void asksWhetherAnExportWithoutRecordsIsTheRightOne() throws IOException {
    Path file = write("events.ndjson", "\n\n");

    assertThat(validate(file)).isEqualTo(Exit.FINDING);
    assertThat(screen.lines())
        .containsExactly(
            file + ", read as platform-event",
            "  0 records: 0 good, none refused; 2 blank lines skipped",
            "  There are no records: is it the right one?");
  }

  @Test
  void readsAPipeWithAName() throws Exception {
    Path pipe = folder.resolve("events.pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer = new Thread(() -> writeTo(pipe, GOOD + "\n" + GOOD));
    writer.start();

    assertThat(validate(pipe)).isEqualTo(Exit.FINE);
    writer.join();
    assertThat(screen.out()).contains("  2 records: 2 good, none refused");
  }

  private static void writeTo(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWordInTheNameTellsTheContractAndAPartOfAWordDoesNot() throws IOException {
    assertThat(validate(write("plaza-tips-2026.ndjson", ""))).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("read as tip");

    assertThat(validate(write("multiple.ndjson", GOOD))).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("the name does not tell of which contract the records are");
  }

  @Test
  void saysWhyWhereAndTheMendAndNeverWhat() throws IOException {
    Path file = write("events.ndjson", GOOD + "\n" + (LEAKING + "\n").repeat(7) + "{\n" + BEYOND);

    assertThat(validate(file)).isEqualTo(Exit.FINDING);
    assertThat(screen.out())
        .contains(
            "  10 records: 2 good, 8 refused",
            "          7  looks_like_email at payout.token; first at line 2, 3, 4, 5, 6",
            "Mend: an e-mail address must never be sent",
            "          1  truncated; at line 9",
            "          1  ?; at line 10")
        .doesNotContain(SECRET, "maria");
  }

  @Test
  void printsTheSameAsJson() throws IOException {
    Path file = write("events.ndjson", GOOD + "\n" + LEAKING + "\n" + BEYOND);

    assertThat(validate(file, "--json")).isEqualTo(Exit.FINDING);
    JsonNode json = new JsonMapper().readTree(screen.out());

    assertThat(json.get("contract").textValue()).isEqualTo("platform-event");
    assertThat(json.get("records").longValue()).isEqualTo(3);
    assertThat(json.get("good").longValue()).isEqualTo(2);
    assertThat(json.get("refused").longValue()).isEqualTo(1);
    assertThat(json.at("/refusals/0/reason").textValue()).isEqualTo("looks_like_email");
    assertThat(json.at("/refusals/0/first/0/line").longValue()).isEqualTo(2);
    assertThat(json.at("/dropped/0/path").textValue()).isEqualTo("?");
    assertThat(screen.out()).doesNotContain(SECRET, "maria");
  }

  @Test
  void readsGzipWhateverItIsCalled() throws IOException {
    Path file = folder.resolve("tips.bin");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(oneLine(tip()).getBytes(UTF_8));
    }
    assertThat(validate(file)).isEqualTo(Exit.FINE);
    assertThat(screen.out()).contains(", read as tip", "1 records: 1 good");
  }

  @Test
  void saysThatAGzipIsCutOff() throws IOException {
    Path whole = folder.resolve("whole.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write((GOOD + "\n").repeat(1000).getBytes(UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path file = folder.resolve("events.gz");
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(validate(file)).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("cannot read ", "a gzip file may be cut off");
  }

  /** As of a pipe: nothing is available when the first member ends. */
  @Test
  void readsEveryMemberOfAGzipHoweverSlowlyItComes() throws IOException {
    InputStream first = new ByteArrayInputStream(zipped(GOOD + "\n"));
    InputStream second = new ByteArrayInputStream(zipped(LEAKING + "\n"));
    InputStream before = System.in;
    System.setIn(new SequenceInputStream(first, second));
    try {
      assertThat(screen.run("validate", "-", "--type", "platform-event")).isEqualTo(Exit.FINDING);
    } finally {
      System.setIn(before);
    }
    assertThat(screen.out()).contains("at line 2");
  }

  @Test
  void refusesAGzipWithSomethingElseBehindIt() throws IOException {
    Path file = folder.resolve("events.gz");
    Files.write(file, zipped(GOOD + "\n"));
    Files.write(file, (GOOD + "\n").getBytes(UTF_8), StandardOpenOption.APPEND);

    assertThat(validate(file)).isEqualTo(Exit.ENVIRONMENT);
  }

  @Test
  void anArrivalBeyondAllYearsIsAMisuse() throws IOException {
    Path file = write("events.ndjson", GOOD);

    assertThat(validate(file, "--arrival", "+1000000000-12-31T23:59:59Z")).isEqualTo(Exit.USAGE);
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void readsStandardInput() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((GOOD + "\n" + LEAKING).getBytes(UTF_8)));
    try {
      assertThat(screen.run("validate", "-", "--type", "platform-event")).isEqualTo(Exit.FINDING);
    } finally {
      System.setIn(before);
    }
    assertThat(screen.out()).contains("standard input, read as platform-event", "at line 2");
  }

  @Test
  void judgesTimesOnlyWhenItIsToldTheArrival() throws IOException {
    Path file = write("events.ndjson", GOOD);

    assertThat(validate(file)).isEqualTo(Exit.FINE);
    assertThat(validate(file, "--arrival", "2099-01-01T00:00:00Z")).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("late at time; at line 1");
    assertThat(validate(file, "--arrival", "2001-01-01T00:00:00Z")).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("future at time; at line 1");
  }

  @Test
  void judgesPayersAsTheDeploymentDoes() throws IOException {
    Path file = write("events.ndjson", oneLine(example("transfer.received.json")));

    assertThat(validate(file)).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("payers_not_accepted");
    assertThat(validate(file, "--accept-payers")).isEqualTo(Exit.FINE);
  }

  /** A line of any length is one refusal, and the lines after it are read. */
  @Test
  void doesNotKeepALineThatIsTooLong() throws IOException {
    Path file = write("events.ndjson", "x".repeat(5_000_000) + "\n" + GOOD);

    assertThat(validate(file)).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("2 records: 1 good, 1 refused", "too_large; at line 1");
  }

  @Test
  void validatesTheOtherContractsThatPeopleWrite() throws IOException {
    Path file = write("dispositions.v1.ndjson", first(Contract.DISPOSITION));

    assertThat(validate(file)).isEqualTo(Exit.FINE);
    assertThat(screen.out()).contains("read as disposition");
  }

  /** Analysts write them; one may be longer than any other record. */
  @Test
  void triesRuleSetsToo() throws IOException {
    String good = first(Contract.RULE_SET);
    Path file =
        write(
            "rulesets.v1.ndjson",
            good + "\n" + good.replace("line: 60", "line: 60 " + "#".repeat(20_000)) + "\n");

    assertThat(validate(file)).isEqualTo(Exit.FINDING);
    assertThat(screen.out()).contains("read as rule-set", "hash_wrong").doesNotContain("too_large");
  }

  @Test
  void saysThatAFileIsNoText() throws IOException {
    Path file = folder.resolve("events.avro");
    Files.write(file, new byte[] {'O', 'b', 'j', 1, 0, 2});

    assertThat(validate(file)).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("is no text", "NDJSON").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\n{}\n]", "{\n\"id\":1\n}", "\n[ \r\n"})
  void saysThatJsonIsWrittenOverManyLines(String text) throws IOException {
    assertThat(validate(write("events.json", text))).isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("written over many lines", "jq -c");
  }

  @Test
  void saysThatThereIsNoSuchFileOrTopic() {
    assertThat(screen.run("validate", "platform.event.v1")).isEqualTo(Exit.USAGE);
    assertThat(screen.err())
        .contains("no file and no topic 'platform.event.v1'; did you mean platform.events.v1");
  }

  @Test
  void saysThatADirectoryIsNoFile() {
    assertThat(screen.run("validate", folder.toString())).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("is a directory");
  }

  @Test
  void asksForTheContractThatNoNameTells() throws IOException {
    assertThat(validate(write("export.ndjson", GOOD))).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("give --type platform-event|tip|");

    TestScreen unknown = new TestScreen();
    assertThat(unknown.run("validate", "-", "--type", "tipp")).isEqualTo(Exit.USAGE);
    assertThat(unknown.err()).contains("'tipp' is no contract", "did you mean tip");
  }

  @Test
  void saysThatATopicIsTheJobsOwn() {
    assertThat(screen.run("validate", "audit.v1")).isEqualTo(Exit.USAGE);
    assertThat(screen.err()).contains("audit.v1 is written by the job alone");
  }

  @Test
  void saysThatNoBrokerAnswers() {
    assertThat(screen.run("validate", "tips.v1", "--bootstrap", "127.0.0.1:1"))
        .isEqualTo(Exit.ENVIRONMENT);
    assertThat(screen.err()).contains("no Kafka broker answers at 127.0.0.1:1");
  }

  private int validate(Path file, String... options) {
    String[] words = new String[2 + options.length];
    words[0] = "validate";
    words[1] = file.toString();
    System.arraycopy(options, 0, words, 2, options.length);
    return screen.run(words);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String tip() {
    return Contract.TIP.validExamples().values().iterator().next();
  }

  private static String first(Contract contract) {
    return oneLine(contract.validExamples().values().iterator().next());
  }

  private static String example(String name) {
    return Objects.requireNonNull(Contract.PLATFORM_EVENT.validExamples().get(name));
  }

  private static String oneLine(String json) {
    return json.replaceAll("\\s*\n\\s*", "");
  }
}
