package org.almenara.cli.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.almenara.engine.rules.RuleSetFiles;

/**
 * A rule set of one rule, whatever rules are deployed.
 *
 * @param days the rule's window, which is all in which two of them differ
 */
record SmallRules(int days) {

  static final String RULE = "pay-withheld";

  private static final String SETTINGS =
      """
      rules: [pay-withheld]
      legal_frame: palermo
      line: 35
      caps: {money: 45}
      words: [{from: 0, word: unlikely}, {from: 35, word: likely}]
      routes: [{unit: police, families: [money]}, {unit: labour, families: []}]
      """;

  private static final String TEXT =
      """
      id: pay-withheld
      version: %1$d
      status: stable
      title: {en: No pay arrived, es: No llegó pago, pt: Nenhum pagamento chegou}
      description: The performer says that no pay arrived.
      indicator: I16
      references: [ILO indicators of forced labour]
      author: almenara
      date: '2026-11-24'
      entity: performer
      measures:
        none: {count: records, where: 'type == "pay.attested" && attested == "none"'}
      window: %1$dd
      slide: 1h
      when: none >= 1
      requires: [pay.attested.attested]
      family: money
      root: payout
      tier: B
      basis: alleged
      elements: [means]
      points: 25
      half_life: 30d
      falsepositives: [payout on its way]
      why: a test
      """;

  private static final String EXAMPLES =
      """
      - name: nothing arrived
        kind: fires
        records:
          - {id: attest-0001, type: pay.attested, time: '2026-03-02T10:30:00Z', platform: plaza, performer: prf1_Zk3v0yq8Qk2bJ0p4m1X9aA, attested: none, reported_by: performer}
        findings:
          - {at: '2026-03-02T11:00:00Z', holds: true, records: [attest-0001]}
          - {at: '2026-03-%02dT11:00:00Z', holds: false}
      - name: all arrived
        kind: quiet
        records:
          - {id: attest-0002, type: pay.attested, time: '2026-03-02T10:30:00Z', platform: plaza, performer: prf1_Zk3v0yq8Qk2bJ0p4m1X9aA, attested: full, reported_by: performer}
      - name: a part arrived
        kind: payout on its way
        records:
          - {id: attest-0003, type: pay.attested, time: '2026-03-02T10:30:00Z', platform: plaza, performer: prf1_Zk3v0yq8Qk2bJ0p4m1X9aA, attested: part, reported_by: performer}
      """;

  /** Its files. */
  RuleSetFiles files() {
    return new RuleSetFiles(
        new TreeMap<>(Map.of("settings.yaml", SETTINGS, RULE + ".yaml", TEXT.formatted(days))));
  }

  /** Its hash. */
  String hash() {
    return files().hash();
  }

  /** Writes files and examples into a folder. */
  Path into(Path folder) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files().files().entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(folder.resolve(RULE + ".examples.yaml"), EXAMPLES.formatted(2 + days));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
