package org.almenara.engine.registers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.almenara.schemas.RegisterEntry;
import org.junit.jupiter.api.Test;

/** Silences against their definition, in any order of reading. */
class SpeechTest {

  private static final long N = 300;
  private static final int RUNS = 5_000;

  @Test
  void saysWhatTheDefinitionSaysInWhateverOrderArrivalsAreRead() {
    int silences = 0;
    int ends = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      TreeSet<Long> arrivals = new TreeSet<>();
      for (int i = 1 + random.nextInt(12); i > 0; i--) {
        arrivals.add((long) random.nextInt(3_000));
      }
      long end = 5_000;
      List<String> expected = byDefinition(arrivals, end);
      assertThat(walk(random, arrivals, end)).as("seed " + seed).isEqualTo(expected);
      silences += (int) expected.stream().filter(line -> line.endsWith("null")).count();
      ends += (int) expected.stream().filter(line -> !line.endsWith("null")).count();
    }
    assertThat(silences).isGreaterThan(RUNS);
    assertThat(ends).isGreaterThan(RUNS / 2);
  }

  private static List<String> byDefinition(NavigableSet<Long> arrivals, long end) {
    List<String> said = new ArrayList<>();
    for (long arrival : arrivals) {
      Long next = arrivals.higher(arrival);
      if ((next == null || next > arrival + N) && arrival + N <= end) {
        said.add((arrival + N) + ": " + arrival + " to null");
        if (next != null) {
          said.add(next + ": " + arrival + " to " + next);
        }
      }
    }
    return said;
  }

  /** Two partitions, each in order; time has come as far as the slower one. */
  private static List<String> walk(Random random, NavigableSet<Long> arrivals, long end) {
    List<List<Long>> partitions = List.of(new ArrayList<>(), new ArrayList<>());
    arrivals.forEach(arrival -> partitions.get(random.nextInt(2)).add(arrival));
    List<Integer> turns = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      turns.addAll(Collections.nCopies(partitions.get(i).size(), i));
    }
    Collections.shuffle(turns, random);
    int[] next = new int[2];
    Speech speech = Speech.NOTHING;
    List<String> said = new ArrayList<>();
    for (int turn : turns) {
      speech = speech.heard(partitions.get(turn).get(next[turn]++), N);
      long time = end;
      for (int i = 0; i < 2; i++) {
        List<Long> of = partitions.get(i);
        if (next[i] < of.size()) {
          time = Math.min(time, next[i] == 0 ? -1 : of.get(next[i] - 1) - 1);
        }
      }
      speech = say(speech, time, said);
    }
    say(speech, end, said);
    return said;
  }

  private static Speech say(Speech speech, long time, List<String> said) {
    Speech.Step step = speech.by("plaza", time, N);
    for (RegisterEntry entry : step.entries()) {
      Instant until = entry.until();
      said.add(
          entry.time().toEpochMilli()
              + ": "
              + entry.effective().toEpochMilli()
              + " to "
              + (until == null ? "null" : until.toEpochMilli()));
    }
    return step.speech();
  }

  @Test
  void aSilenceKeepsItsIdWhenItEnds() {
    Speech speech = Speech.NOTHING.heard(1_000, N).heard(9_000, N);

    List<RegisterEntry> entries = speech.by("plaza", 9_000, N).entries();

    assertThat(entries).extracting(RegisterEntry::id).hasSize(2).containsOnly(entries.get(0).id());
    assertThat(entries.get(0).platform()).isEqualTo("plaza");
    assertThat(Speech.NOTHING.heard(1_000, N).by("other", 9_000, N).entries().get(0).id())
        .isNotEqualTo(entries.get(0).id());
  }
}
