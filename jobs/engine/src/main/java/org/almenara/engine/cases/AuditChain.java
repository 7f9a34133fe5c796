package org.almenara.engine.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.almenara.schemas.AuditEntry;
import org.almenara.schemas.Json;
import org.almenara.schemas.Topic;

/** A unit's audit chain while it is being written. */
final class AuditChain {

  private final String unit;
  private final long instant;
  private AuditHead head;

  AuditChain(String unit, long instant, AuditHead head) {
    this.unit = unit;
    this.instant = instant;
    this.head = head;
  }

  /** Its end. */
  AuditHead head() {
    return head;
  }

  /** The next link: what was done with a revision of a case, or came of a disposition. */
  Publication link(String action, CaseRevision revision) {
    String content = revision.content();
    Verdict verdict = revision.verdict();
    AuditEntry unsealed =
        new AuditEntry(
            unit,
            head.sequence() + 1,
            action,
            Instant.ofEpochMilli(instant),
            revision.id(),
            revision.revision(),
            verdict == null ? Json.sha256(content == null ? "" : content) : verdict.digest(),
            head.hash(),
            "",
            verdict == null ? null : verdict.disposition(),
            verdict == null ? null : verdict.objection());
    AuditEntry entry =
        new AuditEntry(
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
    head = new AuditHead(entry.sequence(), entry.hash());
    return new Publication(
        Topic.AUDIT.topicName(),
        unit,
        new String(Json.canonical(entry), StandardCharsets.UTF_8),
        instant);
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
}
