package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.almenara.engine.registers.Register;
import org.almenara.engine.testing.TestRecords;
import org.almenara.engine.testing.TestRules;
import org.almenara.engine.testing.TestRules.RuleText;
import org.almenara.schemas.SourceRecord;
import org.junit.jupiter.api.Test;

/** What is usual in a market, in filters and in the identity of measures. */
class BaselinesTest {

  private static final String SETTINGS =
      """
      baselines:
        tail:
          source: a test
          date: '2024-12-09'
          markets: {CO: 0.2, RO: 0.3}
        tenure:
          source: a test
          date: '2024-12-09'
          markets: {CO: 400}
          elsewhere: 100
      """;

  private static RuleSet ruleSet(String measure, String baselines) {
    RuleText rule = RuleText.measuring("rule", "performer", measure, "1h", "10m", "n >= 1");
    TreeMap<String, String> files = TestRules.files(rule).files();
    files.merge(RuleSetFiles.SETTINGS, baselines, String::concat);
    return RuleSetReader.compile(new RuleSetFiles(files));
  }

  private static long print(String measure, String baselines) {
    return ruleSet(measure, baselines).measures().iterator().next().fingerprint();
  }

  private static boolean takes(String where, String... fields) {
    RuleSet ruleSet =
        ruleSet(
            "{n: {count: records, where: 'type != \"tip.received\" && (" + where + ")'}}",
            SETTINGS);
    List<String> all = new ArrayList<>(List.of(fields));
    all.add("\"performer\":" + TestRecords.ref("prf", 1, 1));
    SourceRecord record =
        TestRecords.event(
            "help-0001", "help.pressed", TestRecords.START, all.toArray(String[]::new));
    return !ruleSet.takers().find(record, new Register(), 0).isEmpty();
  }

  private static String market(String country) {
    return "\"market\":\"" + country + "\"";
  }

  private static String tenure(int days) {
    return "\"tenure_days\":" + days;
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> takes("tenure_days < baseline.tenur"))
        .hasMessage(
            "rule.yaml:8:54: the settings have no baseline 'tenur'; did you mean 'tenure'?");
  }

  @Test
  void theMarketOfTheRecordDecides() {
    assertThat(takes("tenure_days < baseline.tenure", market("CO"), tenure(399))).isTrue();
    assertThat(takes("tenure_days < baseline.tenure", market("CO"), tenure(400))).isFalse();
    assertThat(takes("tenure_days < baseline.tenure", market("US"), tenure(99))).isTrue();
    assertThat(takes("tenure_days < baseline.tenure", market("US"), tenure(100))).isFalse();
    assertThat(takes("tenure_days < baseline.tenure", tenure(99))).isTrue();
  }

  @Test
  void whereThereIsNoneNeitherAConditionNorItsNegationHolds() {
    assertThat(takes("tenure_days > baseline.tail", market("CO"), tenure(1))).isTrue();
    assertThat(takes("tenure_days > baseline.tail", market("US"), tenure(1))).isFalse();
    assertThat(takes("!(tenure_days > baseline.tail)", market("US"), tenure(1))).isFalse();
    assertThat(takes("!(tenure_days > baseline.tail)", tenure(1))).isFalse();
    assertThat(takes("has(baseline.tail)", market("RO"))).isTrue();
    assertThat(takes("has(baseline.tail)", market("US"))).isFalse();
    assertThat(takes("has(baseline.tenure)")).isTrue();
  }

  @Test
  void aMeasureIsAnotherOnceABaselineThatItReadsChanges() {
    String reader = "{n: {count: records, where: 'tenure_days < baseline.tenure'}}";
    String counting =
        "{n: {sum: 'tenure_days < baseline.tenure ? 1 : 0', where: 'type != \"tip.received\"'}}";
    String other = "{n: {count: records, where: 'tenure_days < 400'}}";
    String here = SETTINGS.replace("400", "401");
    String elsewhere = SETTINGS.replace("100", "101");
    String another = SETTINGS.replace("RO: 0.3", "RO: 0.4");
    String sourced = SETTINGS.replace("a test", "another").replace("2024", "2025");
    assertThat(print(reader, SETTINGS))
        .isEqualTo(print(reader, another))
        .isEqualTo(print(reader, sourced))
        .isNotEqualTo(print(reader, here))
        .isNotEqualTo(print(reader, elsewhere));
    assertThat(print(counting, SETTINGS))
        .isEqualTo(print(counting, another))
        .isNotEqualTo(print(counting, here));
    assertThat(print(other, SETTINGS)).isEqualTo(print(other, here)).isEqualTo(print(other, ""));
  }
}
