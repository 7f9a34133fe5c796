package org.almenara.engine.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.almenara.engine.measures.Entry;
import org.almenara.schemas.AuditEntry;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;

/**
 * Writes a unit's revisions to its topic, best first, each with a link of the unit's audit chain.
 */
public final class Publisher {

  /** Of one instant what people decided, and then the best first. */
  private static final Comparator<CaseRevision> BEST_FIRST =
      Comparator.comparingLong(CaseRevision::instant)
          .thenComparing(CaseRevision::verdict, Comparator.nullsLast(Verdict.IN_ORDER))
          .thenComparing(Comparator.comparingLong(CaseRevision::pointsMilli).reversed())
          .thenComparing(CaseRevision::id)
          .thenComparingInt(CaseRevision::revision);

  private Publisher() {}

  /**
   * What came of an instant.
   *
   * @param head the chain's new end
   * @param publications cases and audit entries, in order
   */
  public record Step(AuditHead head, List<Publication> publications) {}

  /** Publishes the revisions that arrived for an instant. */
  public static Step step(String unit, AuditHead head, List<CaseRevision> arrived) {
    List<CaseRevision> revisions = new ArrayList<>(arrived);
    revisions.sort(BEST_FIRST);
    List<Publication> publications = new ArrayList<>();
    AuditHead end = head;
    for (CaseRevision revision : revisions) {
      String content = revision.content();
      if (revision.verdict() == null) {
        publications.add(
            new Publication(
                Topic.ofUnit(unit).topicName(),
                revision.id(),
                content == null ? null : json(flaggedCase(revision, content)),
                revision.instant()));
      }
      AuditEntry entry = auditEntry(unit, end, revision);
      publications.add(
          new Publication(Topic.AUDIT.topicName(), unit, json(entry), revision.instant()));
      end = new AuditHead(entry.sequence(), entry.hash());
    }
    return new Step(end, publications);
  }

  private static FlaggedCase flaggedCase(CaseRevision revision, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      return new FlaggedCase(
          Json.read(content, FlaggedCase.Content.class),
          Json.sha256(content),
          revision.cited().stream().map(Publisher::location).toList(),
          revision.late() ? true : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FlaggedCase.Location location(Entry entry) {
    return new FlaggedCase.Location(
        entry.id(), entry.topic().topicName(), entry.partition(), entry.offset());
  }

  private static AuditEntry auditEntry(String unit, AuditHead head, CaseRevision revision) {
    String content = revision.content();
    Verdict verdict = revision.verdict();
    AuditEntry unsealed =
        new AuditEntry(
            unit,
            head.sequence() + 1,
            action(revision),
            Instant.ofEpochMilli(revision.instant()),
            revision.id(),
            revision.revision(),
            verdict == null ? Json.sha256(content == null ? "" : content) : verdict.digest(),
            head.hash(),
            "",
            verdict == null ? null : verdict.disposition(),
            verdict == null ? null : verdict.objection());
    return new AuditEntry(
        unsealed.unit(),
        unsealed.sequence(),
        unsealed.action(),
        unsealed.at(),
        unsealed.subject(),
        unsealed.revision(),
        unsealed.digest(),
        unsealed.previous(),
        seal(unsealed),
        unsealed.disposition(),
        unsealed.reason());
  }

  private static String action(CaseRevision revision) {
    Verdict verdict = revision.verdict();
    if (verdict != null) {
      return verdict.action();
    }
    if (revision.content() == null) {
      return "case.left";
    }
    return revision.opens() ? "case.opened" : "case.revised";
  }

  /** SHA-256 over the entry's canonical JSON without its hash. */
  private static String seal(AuditEntry entry) {
    try {
      ObjectNode json = Json.read(Json.canonical(entry), ObjectNode.class);
      json.remove("hash");
      return Json.sha256(Json.canonical(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object value) {
    return new String(Json.canonical(value), StandardCharsets.UTF_8);
  }
}
