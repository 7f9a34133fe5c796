package org.almenara.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.almenara.schemas.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static Report report;

  @BeforeAll
  static void evaluate() throws Exception {
    report = LittleWorld.evaluated(2);
  }

  private static Report.Profile profile(String feed) {
    return report.profiles().stream()
        .filter(one -> one.feed().equals(feed))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSameWorldsAndRulesGiveTheSameBytesOnOneThread() throws Exception {
    assertThat(Json.canonical(LittleWorld.evaluated(1))).isEqualTo(Json.canonical(report));
  }

  /** Keys and kinds of values, so that whoever reads reports sees a change; numbers may move. */
  @Test
  void theReportHasTheShapeThatReadersKnow() throws Exception {
    Map<String, String> shape = new TreeMap<>();
    describe(Json.read(Json.canonical(report), JsonNode.class), "", shape);
    StringBuilder text = new StringBuilder();
    shape.forEach((path, kind) -> text.append(path).append(" ").append(kind).append("\n"));
    GoldenShape.hold(text.toString());
  }

  private static void describe(JsonNode node, String path, Map<String, String> shape) {
    if (node.isObject()) {
      boolean table = path.endsWith(".confusion[]") || path.contains(".confusion");
      node.properties()
          .forEach(
              entry ->
                  describe(entry.getValue(), path + (table ? ".*" : "." + entry.getKey()), shape));
    } else if (node.isArray()) {
      node.forEach(item -> describe(item, path + "[]", shape));
    } else if (!node.isNull()) {
      shape.put(path, node.isNumber() ? "number" : node.isBoolean() ? "boolean" : "text");
    }
  }

  @Test
  void everyPersonStandsOnceInTheConfusion() {
    for (Report.Profile profile : report.profiles()) {
      long people =
          profile.confusion().values().stream()
              .flatMap(row -> row.values().stream())
              .mapToLong(Long::longValue)
              .sum();
      assertThat(people).isEqualTo(80);
    }
  }

  @Test
  void whoCannotBeFoundIsReportedApart() {
    Report.Profile rich = profile("rich");
    assertThat(rich.apart()).extracting(Report.Recall::name).contains("knows-thresholds", "unseen");
    assertThat(rich.typologies())
        .extracting(Report.Recall::name)
        .contains("coerced-detach", "family-run", "hidden-studio", "hard-studio")
        .doesNotContain("knows-thresholds", "unseen");
  }

  @Test
  void aHigherLineNeverFindsMore() {
    for (Report.Profile profile : report.profiles()) {
      double before = 1;
      for (Report.Line line : profile.lines()) {
        double recall = Objects.requireNonNull(line.recall().value());
        assertThat(recall).isLessThanOrEqualTo(before);
        before = recall;
      }
    }
  }

  @Test
  void everyRuleIsProvenUnprovenOrSilent() {
    for (Report.RuleRow rule : profile("rich").rules()) {
      assertThat(rule.proof() == Report.Proof.SILENT).isEqualTo(rule.findings() == 0);
      assertThat(rule.proof() == Report.Proof.PROVEN).isEqualTo(rule.rightNeedIt() > 0);
    }
    assertThat(profile("rich").rules())
        .extracting(Report.RuleRow::proof)
        .contains(Report.Proof.PROVEN, Report.Proof.SILENT);
  }

  @Test
  void thePageStandsAloneAndSaysFirstWhatItDoesNotProve() {
    String page = Page.of(report);
    assertThat(page.substring(page.indexOf("<body>")))
        .startsWith("<body>\n<p class=\"caution\">" + Report.CAUTION);
    assertThat(page).doesNotContain("{{");
    assertThat(Pattern.compile("(?:src|href)=\"?http").matcher(page).find()).isFalse();
    assertThat(page.length()).isLessThan(3_000_000);
    String data =
        page.substring(
            page.indexOf("application/json\">") + "application/json\">".length(),
            page.lastIndexOf("</script>\n<script>"));
    assertThat(data.replace("<\\/", "</"))
        .isEqualTo(new String(Json.canonical(report), StandardCharsets.UTF_8));
  }
}
