package org.almenara.engine.registers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What registers say at which instant. */
class RegisterTest {

  private static final String STUDIO = "stu1_first";
  private static final String PAYOUT = "pay1_first";

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static RegisterEntry entry(
      String id, String type, String effective, @Nullable String until, @Nullable Integer size) {
    RegisterEntry.Type of =
        List.of(RegisterEntry.Type.values()).stream()
            .filter(known -> known.code().equals(type))
            .findFirst()
            .orElseThrow();
    return new RegisterEntry(
        id,
        of,
        Instant.parse(effective),
        Instant.parse(effective),
        until == null ? null : Instant.parse(until),
        type.startsWith("studio") ? new TokenRef("stu2_now", STUDIO) : null,
        size,
        type.startsWith("payout") ? new TokenRef("pay2_now", PAYOUT) : null,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void anEntryHoldsFromItsEffectiveInstantToItsEnd() {
    Register register =
        new Register()
            .add(
                entry(
                    "entry-0001",
                    "studio.registered",
                    "2026-03-02T00:00:00Z",
                    "2026-04-01T00:00:00Z",
                    12),
                at("2026-03-01T00:00:00Z"));
    assertThat(register.isRegistered(STUDIO, at("2026-03-01T23:59:59.999Z"))).isFalse();
    assertThat(register.isRegistered(STUDIO, at("2026-03-02T00:00:00Z"))).isTrue();
    assertThat(register.size(STUDIO, at("2026-03-02T00:00:00Z"))).isEqualTo(12);
    assertThat(register.isRegistered(STUDIO, at("2026-03-31T23:59:59.999Z"))).isTrue();
    assertThat(register.isRegistered(STUDIO, at("2026-04-01T00:00:00Z"))).isFalse();
    assertThat(register.size(STUDIO, at("2026-04-01T00:00:00Z"))).isNull();
    assertThat(register.isRegistered("stu2_now", at("2026-03-02T00:00:00Z"))).isFalse();
    assertThat(register.isAudited(STUDIO, at("2026-03-02T00:00:00Z"))).isFalse();
  }

  @Test
  void whatIsSaidAfterTheFactCountsFromItsTimestampAndFiveMinutesOn() {
    Register register =
        new Register()
            .add(
                entry("entry-0001", "payout.aggregator", "2026-01-01T00:00:00Z", null, null),
                at("2026-03-02T10:00:00Z"));
    assertThat(register.isAggregator(PAYOUT, at("2026-03-02T10:04:59.999Z"))).isFalse();
    assertThat(register.isAggregator(PAYOUT, at("2026-03-02T10:05:00Z"))).isTrue();
  }

  @Test
  void anAuditSaysNothingAfterTwelveMonths() {
    Register register =
        new Register()
            .add(
                entry("entry-0001", "studio.audited", "2024-02-29T12:00:00Z", null, null),
                at("2024-03-01T00:00:00Z"));
    assertThat(register.isAudited(STUDIO, at("2025-02-28T11:59:59.999Z"))).isTrue();
    assertThat(register.isAudited(STUDIO, at("2025-02-28T12:00:00Z"))).isFalse();
  }

  @Test
  void aLaterEntryOfTheSameIdReplacesTheFormerOnceItCounts() {
    Register register =
        new Register()
            .add(
                entry("entry-0001", "studio.registered", "2026-01-01T00:00:00Z", null, 12),
                at("2026-01-01T00:00:00Z"))
            .add(
                entry(
                    "entry-0001",
                    "studio.registered",
                    "2026-01-01T00:00:00Z",
                    "2026-02-01T00:00:00Z",
                    30),
                at("2026-03-02T10:00:00Z"));
    assertThat(register.size(STUDIO, at("2026-01-15T00:00:00Z"))).isEqualTo(12);
    assertThat(register.isRegistered(STUDIO, at("2026-03-02T10:04:59.999Z"))).isTrue();
    assertThat(register.isRegistered(STUDIO, at("2026-03-02T10:05:00Z"))).isFalse();
  }

  @Test
  void theSizeIsThatOfTheRegisterThatListedTheStudioLast() {
    Register register =
        new Register()
            .add(
                entry("entry-0002", "studio.registered", "2026-02-01T00:00:00Z", null, 30),
                at("2026-01-01T00:00:00Z"))
            .add(
                entry("entry-0001", "studio.registered", "2026-01-01T00:00:00Z", null, 12),
                at("2026-01-02T00:00:00Z"))
            .add(
                entry("entry-0003", "studio.registered", "2026-03-01T00:00:00Z", null, null),
                at("2026-01-03T00:00:00Z"));
    assertThat(register.size(STUDIO, at("2026-01-31T00:00:00Z"))).isEqualTo(12);
    assertThat(register.size(STUDIO, at("2026-03-31T00:00:00Z"))).isEqualTo(30);
  }

  /** Two of one id with one timestamp too. */
  @Test
  void theOrderInWhichEntriesComeDoesNotShow() {
    List<Register.Said> entries = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      entries.add(
          new Register.Said(
              entry("entry-000" + i % 3, "studio.registered", "2026-01-01T00:00:00Z", null, i),
              at("2026-01-0" + (1 + i % 4) + "T00:00:00Z")));
    }
    List<Integer> expected = sizes(entries);
    assertThat(expected).doesNotContainNull().hasSizeGreaterThan(3);
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(entries, new Random(seed));
      assertThat(sizes(entries)).isEqualTo(expected);
    }
  }

  private static List<Integer> sizes(List<Register.Said> entries) {
    Register register = new Register();
    entries.forEach(said -> register.add(said.entry(), said.timestamp()));
    List<Integer> sizes = new ArrayList<>();
    for (int day = 2; day < 7; day++) {
      sizes.add(register.size(STUDIO, at("2026-01-0" + day + "T00:00:00Z")));
    }
    return sizes;
  }
}
