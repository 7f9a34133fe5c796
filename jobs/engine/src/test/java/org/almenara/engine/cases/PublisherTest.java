package org.almenara.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.almenara.engine.measures.Entry;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;
import org.junit.jupiter.api.Test;

class PublisherTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static CaseRevision revision(String id, int number, long instant, long pointsMilli) {
    String hash = id.repeat(64).substring(0, 64);
    String content =
        """
        {"as_of":"2026-03-02T11:00:00Z","caution":"c","elements_missing":[],"elements_supported":[],\
        "factors":[],"focal":{"origin":"o","role":"unknown","token":"t","type":"performer"},\
        "id":"%s","legal_frame":"palermo","opened":"2026-03-02T11:00:00Z","revision":%d,\
        "rule_set":"r","state":"LEAD","strength":{"corroboration":"none","line_milli":1,\
        "points_milli":%d,"word":"low"},"to_consider":[],"unit":"police"}"""
            .formatted(hash, number, pointsMilli);
    Entry cited = new Entry(1, "record-01", 2, false, Topic.TIPS, 3, 4);
    return new CaseRevision(
        "police", hash, number, instant, number == 1, pointsMilli, content, List.of(cited));
  }

  private static List<Publication> publish(CaseRevision... revisions) {
    return step(AuditHead.START, 10, revisions).publications();
  }

  private static Publisher.Step step(AuditHead head, long instant, CaseRevision... revisions) {
    return new Publisher("police", null)
        .step(head, Taken.NOTHING, Waiting.inMemory(), instant, List.of(revisions));
  }

  @Test
  void writesTheBestOfAnInstantFirstEachWithItsAuditEntry() {
    List<Publication> published =
        publish(
            revision("a", 1, 10, 40_000),
            revision("c", 1, 10, 90_000),
            revision("b", 1, 10, 90_000));
    assertThat(published)
        .extracting(Publication::topic)
        .containsExactly(
            "cases.police.v1",
            "audit.v1",
            "cases.police.v1",
            "audit.v1",
            "cases.police.v1",
            "audit.v1");
    assertThat(cases(published))
        .extracting(publication -> publication.key().substring(0, 1))
        .containsExactly("b", "c", "a");
    assertThat(published).extracting(Publication::timestamp).containsOnly(10L);
  }

  @Test
  void aCaseThatLeavesTheUnitIsATombstoneAndALinkOfItsAudit() {
    List<Publication> published = publish(revision("a", 2, 10, 40_000).leaving("police"));
    assertThat(published)
        .extracting(Publication::topic, publication -> publication.value() == null)
        .containsExactly(tuple("cases.police.v1", true), tuple("audit.v1", false));
    assertThat(published.get(0).key()).isEqualTo("a".repeat(64));
    assertThat(published.get(1).value()).contains("\"action\":\"case.left\"");
  }

  @Test
  void pointsToTheCitedRecordsBesideTheContent() throws Exception {
    ObjectNode flagged = read(cases(publish(revision("a", 1, 10, 40_000))).get(0));
    assertThat(flagged.path("provenance").toString())
        .isEqualTo("[{\"id\":\"record-01\",\"offset\":4,\"partition\":3,\"topic\":\"tips.v1\"}]");
    assertThat(flagged.path("content_hash").asText())
        .isEqualTo(Json.sha256(Objects.requireNonNull(revision("a", 1, 10, 40_000).content())))
        .isEqualTo(Json.sha256(flagged.path("content").toString()));
  }

  @Test
  void aRuleSetThatWasHeardOfTooLateIsMarkedBesideTheContent() throws Exception {
    ObjectNode flagged = read(cases(publish(revision("a", 1, 10, 40_000).appliedLate())).get(0));
    assertThat(flagged.path("applied_late").asBoolean()).isTrue();
    ObjectNode inTime = read(cases(publish(revision("a", 1, 10, 40_000))).get(0));
    assertThat(inTime.has("applied_late")).isFalse();
    assertThat(flagged.path("content_hash")).isEqualTo(inTime.path("content_hash"));
  }

  @Test
  void theChainVerifiesAcrossInstants() throws Exception {
    assertThat(firstBroken(chain())).isEqualTo(-1);
  }

  @Test
  void theChainBreaksWhereAnEntryWasAlteredRemovedOrMoved() throws Exception {
    List<ObjectNode> altered = chain();
    altered.get(1).put("digest", "0".repeat(64));
    assertThat(firstBroken(altered)).isEqualTo(1);

    List<ObjectNode> removed = chain();
    removed.remove(1);
    assertThat(firstBroken(removed)).isEqualTo(1);

    List<ObjectNode> moved = chain();
    moved.add(1, moved.remove(2));
    assertThat(firstBroken(moved)).isEqualTo(1);

    List<ObjectNode> resealed = chain();
    resealed.get(1).put("action", "case.closed");
    resealed.get(1).put("hash", seal(resealed.get(1)));
    assertThat(firstBroken(resealed)).as("the next entry no longer fits").isEqualTo(2);
  }

  private static List<ObjectNode> chain() throws Exception {
    Publisher.Step first =
        step(AuditHead.START, 10, revision("a", 1, 10, 40_000), revision("b", 1, 10, 50_000));
    Publisher.Step second = step(first.head(), 20, revision("a", 2, 20, 60_000));
    List<Publication> all = new ArrayList<>(first.publications());
    all.addAll(second.publications());
    List<ObjectNode> chain = new ArrayList<>();
    for (Publication publication : all) {
      if (publication.topic().equals(Topic.AUDIT.topicName())) {
        chain.add(read(publication));
      }
    }
    return chain;
  }

  /** As an auditor would check it, from the bytes alone: the index of the first wrong entry. */
  private static int firstBroken(List<ObjectNode> chain) {
    String previous = "0".repeat(64);
    for (int i = 0; i < chain.size(); i++) {
      ObjectNode entry = chain.get(i);
      if (entry.path("sequence").asLong() != i + 1
          || !entry.path("previous").asText().equals(previous)
          || !entry.path("hash").asText().equals(seal(entry))) {
        return i;
      }
      previous = entry.path("hash").asText();
    }
    return -1;
  }

  private static String seal(ObjectNode entry) {
    ObjectNode open = entry.deepCopy();
    open.remove("hash");
    return Json.sha256(open.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Publication> cases(List<Publication> published) {
    return published.stream()
        .filter(publication -> publication.topic().startsWith("cases."))
        .toList();
  }

  private static ObjectNode read(Publication publication) throws Exception {
    return (ObjectNode) JSON.readTree(publication.value());
  }
}
