package org.almenara.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.measures.Absences;
import org.almenara.engine.measures.Changes;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Extremes;
import org.almenara.engine.measures.FirstSightings;
import org.almenara.engine.measures.Function;
import org.almenara.engine.measures.Guards;
import org.almenara.engine.measures.Listed;
import org.almenara.engine.measures.LiveSessions;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.measures.RecentRecords;
import org.almenara.engine.measures.RecentTokens;
import org.almenara.engine.measures.Returns;
import org.almenara.engine.measures.RoughTokens;
import org.almenara.engine.measures.Sequences;
import org.almenara.engine.measures.Summary;
import org.almenara.engine.measures.Tiles;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

/**
 * States whose bytes are of another layout are refused; whatever they say, there is memory left.
 */
class StrangeBytesTest {

  private static final long HOUR = 3_600_000;
  private static final int[] LENGTHS = {-1, 2_000_000_000};

  /** One of each kind, each with a record that all kinds take. */
  private static byte[] ofEveryKind() throws IOException {
    EntityState state = new EntityState();
    List<Summary> kinds =
        List.of(
            new RecentRecords(4, Guards.ON),
            new RecentTokens(3),
            new LiveSessions(),
            new Tiles(HOUR, Guards.ON),
            new Extremes(Function.MAX, HOUR),
            new RoughTokens(HOUR),
            new Sequences(4, HOUR),
            new Absences(4, HOUR),
            new Returns(HOUR, 3 * HOUR),
            new FirstSightings(3, HOUR),
            new Changes(3, HOUR));
    Entry entry = new Entry(7 * HOUR, "record", 1, false, Topic.PLATFORM_EVENTS, 0, 0);
    Reading reading =
        new Reading(
            0, "dev1_token", "dev1_token", Reading.Mark.STARTED, 5, 0, Reading.A, "CO", null);
    for (Summary kind : kinds) {
      kind.add(entry, reading);
      assertThat(kind.isEmpty()).isFalse();
      state.counted.summaries.put((long) state.counted.summaries.size(), kind);
    }
    RuleState held = new RuleState(9 * HOUR);
    held.told.put("prf1_told", "prf1_told");
    state.rules.put("rule", held);
    state.schedule("prf1_told", 8 * HOUR);
    return Walk.bytes(state);
  }

  private static byte[] pinned(String name) throws IOException {
    Path file =
        Path.of(
            Objects.requireNonNull(System.getProperty("almenara.root")),
            "jobs/engine/src/test/resources",
            name);
    return Base64.getMimeDecoder().decode(Files.readString(file, StandardCharsets.US_ASCII));
  }

  @Test
  void whateverIsTakenForALengthAStateIsReadOrRefused() throws IOException {
    assertThat(refusals(ofEveryKind(), EntityState::read)).isGreaterThan(200);
    assertThat(refusals(pinned("entity-state-format-3.base64"), EntityState::read))
        .isGreaterThan(200);
    assertThat(refusals(pinned("group-state-format-2.base64"), GroupState::read))
        .isGreaterThan(200);
  }

  private static int refusals(byte[] written, Listed.Reader<?> state) {
    int refused = 0;
    for (int at = 1; at + Integer.BYTES <= written.length; at++) {
      for (int length : LENGTHS) {
        byte[] strange = written.clone();
        ByteBuffer.wrap(strange).putInt(at, length);
        refused += isRefused(strange, state) ? 1 : 0;
      }
    }
    return refused;
  }

  @Test
  void whatEndsTooEarlyIsRefused() throws IOException {
    byte[] written = ofEveryKind();
    for (int length = 1; length < written.length; length++) {
      assertThat(isRefused(Arrays.copyOf(written, length), EntityState::read)).isTrue();
    }
  }

  private static boolean isRefused(byte[] bytes, Listed.Reader<?> state) {
    try {
      state.read(in(bytes));
      return false;
    } catch (IOException e) {
      assertThat(e)
          .hasMessageMatching(
              "(entity|group) state of format \\d with .+: another layout; go on with the version"
                  + " that wrote it, or from no state")
          .hasNoCause();
      return true;
    }
  }

  private static DataInput in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void theRefusalSaysWhereItsBytesStopMakingSense() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(2); // the format of groups
    out.writeInt(2_000_000_000);
    assertThatThrownBy(() -> GroupState.read(in(bytes.toByteArray())))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "group state of format 2 with a list of 2000000000 standings, of which there are 0:"
                + " another layout; go on with the version that wrote it, or from no state");
  }

  @Test
  void theRefusalRepeatsNoToken() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(3); // the format of entities
    out.writeBoolean(true); // the newest record
    out.writeLong(0);
    out.writeUTF("record");
    out.writeLong(0);
    out.writeBoolean(false);
    out.writeUTF("prf1_token"); // where its topic should stand
    assertThatThrownBy(() -> EntityState.read(in(bytes.toByteArray())))
        .hasMessage(
            "entity state of format 3 with a value that it cannot hold: another layout; go on with"
                + " the version that wrote it, or from no state")
        .hasNoCause();
  }
}
