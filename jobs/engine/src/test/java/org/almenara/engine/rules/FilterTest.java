package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.almenara.engine.registers.Register;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.SourceRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

  private static final SourceRecord PAYOUT =
      TestRecords.event(
          "payout-0001",
          "payout.made",
          TestRecords.START,
          "\"performer\":" + TestRecords.ref("prf", 1, 1),
          "\"payout\":" + TestRecords.ref("pay", 1, 1),
          "\"studio\":"
              + TestRecords.ref("stu", 1, 1).replace("}", ",\"registered\":false,\"size\":12}"),
          "\"amount\":{\"minor\":25000,\"currency\":\"USD\"}",
          "\"reported_by\":\"platform\"");

  private static final SourceRecord TIP =
      TestRecords.tip(
          "tip-00001",
          TestRecords.START,
          "\"channel\":\"helpline\"",
          "\"reporter_kind\":\"professional\"",
          "\"resolution\":\"resolved\"",
          "\"performer\":" + TestRecords.ref("prf", 1, 1),
          "\"grade\":{\"source\":\"B\",\"information\":2}",
          "\"methods_of_control\":[\"Threats\",\"TakesEarnings\"]");

  @ParameterizedTest(name = "{0}: payout {1}, tip {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // What both have.
        "type == \"payout.made\" ; true ; false",
        "type != \"payout.made\" ; false ; true ",
        "platform == \"p\" ; true ; true ",
        "has(performer.token) ; true ; true ",
        // Codes, numbers, parts.
        "reported_by == \"platform\" ; true ; false",
        "amount.minor >= 25000 && amount.currency == \"USD\" ; true ; false",
        "amount.minor > 25000.5 ; false ; false",
        "grade.source <= \"B\" && grade.information <= 2 ; false ; true ",
        "channel in [\"helpline\", \"ngo\"] ; false ; true ",
        // Absent: neither the condition nor its negation holds.
        "actor == \"manager\" ; false ; false",
        "actor != \"manager\" ; false ; false",
        "!(actor == \"manager\") ; false ; false",
        "authenticated ; false ; false",
        "!authenticated ; false ; false",
        "device.relation == \"own\" ; false ; false",
        "!(device.relation == \"own\") ; false ; false",
        // What is absent does not matter where the rest decides.
        "actor == \"manager\" || platform == \"p\" ; true ; true ",
        "actor == \"manager\" && platform == \"p\" ; false ; false",
        "!(actor == \"manager\" && platform == \"q\") ; true ; true ",
        // has() asks for what may be absent.
        "has(studio.registered) ; true ; false",
        "has(studio.registered) && studio.registered ; false ; false",
        "has(studio.registered) && !studio.registered ; true ; false",
        "!(has(studio.registered) && studio.registered) ; true ; true ",
        "!has(device.relation) ; true ; true ",
        // Lists of codes: a tip's is there even when empty, an event has none.
        "\"Threats\" in methods_of_control ; false ; true ",
        "!(\"PhysicalAbuse\" in methods_of_control) ; false ; true ",
        "\"recruitment\" in acts ; false ; false",
        "!(\"recruitment\" in acts) ; false ; true "
      })
  void holdsOrNot(String text, boolean payout, boolean tip) throws Expressions.Problem {
    Filter filter = Filter.compile(text);
    assertThat(filter.holds(PAYOUT)).as("payout").isEqualTo(payout);
    assertThat(filter.holds(TIP)).as("tip").isEqualTo(tip);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "type == \"login\" ; login",
        "\"login\" == type ; login",
        "type == \"login\" || type == \"login\" ; login",
        "platform == \"p\" && (type == \"login\" || type == \"verified\") ; login,verified",
        "type == \"login\" && type == \"verified\" ; none",
        "(type == \"login\" || platform == \"p\") && type == \"verified\" ; verified",
        "type in [\"login\", \"verified\"] ; login,verified",
        "type.startsWith(\"session.p\") ; session.paused",
        "type == \"login\" ? actor == \"manager\" : type == \"verified\" ; login,verified",
        "channel == \"ngo\" ; heartbeat,tip.received",
        "channel == \"ngo\" && type != \"heartbeat\" ; tip.received",
        "device.relation == \"own\" && type < \"account.locked\" ; account.changed,account.linked"
      })
  void knowsTheTypesThatItCanHoldFor(String text, String types) throws Expressions.Problem {
    assertThat(Filter.compile(text).types())
        .containsExactlyInAnyOrderElementsOf(types == null ? List.of() : List.of(types.split(",")));
  }

  /** The index by type only leaves out measures whose filter would not hold anyway. */
  @Property(tries = 300, seed = "62")
  void theIndexFindsAMeasureForTheRecordsThatItsFilterTakes(@ForAll Random random)
      throws Expressions.Problem {
    String text = RandomFilter.text(random, 3);
    text = random.nextBoolean() ? text : "type == \"login\" && " + text;
    // Others are refused.
    text = "(" + text + ") && (type != \"tip.received\" || resolution == \"resolved\")";
    RuleSet ruleSet =
        TestRules.of(
            RuleText.measuring(
                "rule",
                "performer",
                "{n: {count: records, where: '" + text.replace("'", "''") + "'}}",
                "1h",
                "10m",
                "n >= 1"));
    Measure measure = ruleSet.measures().iterator().next();
    Filter filter = Filter.compile(text);
    FilterIndex<Measure> takers = ruleSet.takers();
    int taken = 0;
    int left = 0;
    for (int i = 0; i < 20; i++) {
      SourceRecord source = RandomFilter.source(random);
      assertThat(takers.find(source, new Register(), 0).contains(measure))
          .as("%s for %s", text, source)
          .isEqualTo(filter.holds(source));
      assertThat(filter.types().contains(source.typeCode()) || !filter.holds(source)).isTrue();
      taken += filter.holds(source) ? 1 : 0;
      left += filter.types().contains(source.typeCode()) ? 0 : 1;
    }
    Statistics.label("some record is taken").collect(taken > 0);
    Statistics.label("some record is left out by its type").collect(left > 0);
  }
}
