package org.almenara.cli.rules;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.rules.RuleSetFiles;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.engine.rules.examples.Example;
import org.almenara.engine.rules.examples.Outcome;
import org.almenara.engine.rules.examples.RuleExamples;

/** The two files of a new rule. What an example finds is what the engine finds. */
final class NewRule {

  private static final Instant BEGINNING = Instant.parse("2026-03-02T10:30:00Z");
  private static final String FALSE_POSITIVE = "WRITE a lawful explanation";

  private final String id;
  private final Skeleton skeleton;

  NewRule(String id, Skeleton skeleton) {
    this.id = id;
    this.skeleton = skeleton;
  }

  /** The rule's file. */
  String rule() {
    return """
        # yaml-language-server: $schema=rule.schema.json
        # What it says about whom, in a sentence. docs/rules.md explains each key; replace what begins with WRITE.
        id: %s
        version: 1
        status: stable
        # As cases say it, in each language that they are read in.
        title:
          en: WRITE what is seen
          es: WRITE lo que se ve
          pt: WRITE o que se vê
        # Its id in the table of docs/domain.md.
        indicator: I00
        # Public sources of the phenomenon.
        references:
          - WRITE a source
        entity: %s
        measures:
          n: %s
        window: %s
        slide: 1h
        when: %s
        # Facts that a feed must give: without them the rule says nothing, rather than that all is well.
        requires: [%s]
        # Points are capped in a family; a case needs two families and two roots, or tier A.
        family: %s
        root: %s
        tier: C
        # recorded: the platform saw it; alleged: it is somebody's word; inferred: we conclude it.
        basis: recorded
        # Of act, means, purpose, child: only what the fact itself supports, often none.
        elements: []
        points: 10
        half_life: 30d
        # Lawful ways to look like this, first: they tell where the threshold has to lie.
        falsepositives:
          - %s
        why: WRITE what the threshold rests on
        """
        .formatted(
            id,
            skeleton.entity(),
            skeleton.measure(),
            skeleton.window(),
            skeleton.when(),
            String.join(", ", skeleton.types()),
            skeleton.family(),
            skeleton.root(),
            FALSE_POSITIVE);
  }

  /** The file of its examples. */
  String examples() {
    String fires = example("it fires", Example.FIRES, skeleton.fires(), "fire");
    return "# yaml-language-server: $schema=examples.schema.json\n"
        + "# Records in, findings out. The findings are what the engine says: check that you want"
        + " them.\n"
        + fires
        + findings(fires)
        + example("it is not enough", Example.QUIET, skeleton.quiet(), "calm")
        + "# Replace these records by those of somebody who looks like it and is lawful.\n"
        + example("a lawful look-alike", FALSE_POSITIVE, skeleton.quiet(), "alike");
  }

  private static String example(
      String name, String kind, List<Skeleton.Event> events, String prefix) {
    StringBuilder text = new StringBuilder();
    text.append("- name: %s\n  kind: %s\n  records:\n".formatted(name, kind));
    for (int i = 0; i < events.size(); i++) {
      Skeleton.Event event = events.get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "    - {id: %s-%04d, type: %s, time: '%s', platform: plaza, performer: %s%s}\n",
              prefix,
              i + 1,
              event.type(),
              BEGINNING.plus(event.minute(), ChronoUnit.MINUTES),
              Skeleton.token("prf", event.performer()),
              event.more().isEmpty() ? "" : ", " + event.more()));
    }
    return text.toString();
  }

  private String findings(String fires) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put(id + ".yaml", rule());
    files.put(
        RuleSetFiles.SETTINGS,
        """
        rules: [%s]
        legal_frame: palermo
        line: 35
        caps: {%s: 50}
        words: [{from: 0, word: low}]
        routes: [{unit: labour, families: []}]
        """
            .formatted(id, skeleton.family()));
    RuleSet ruleSet = RuleSetReader.compile(new RuleSetFiles(files));
    Rule rule = Objects.requireNonNull(ruleSet.rule(id));
    StringBuilder text = new StringBuilder("  findings:\n");
    for (Example example : RuleExamples.inspect(rule, fires).examples()) {
      for (Example.Said said : Outcome.of(ruleSet, rule, example).found()) {
        text.append("    - ").append(OutcomeText.words(said)).append('\n');
      }
    }
    return text.toString();
  }
}
