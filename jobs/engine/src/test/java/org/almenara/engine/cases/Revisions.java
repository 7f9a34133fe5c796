package org.almenara.engine.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Revisions of cases for the police that say no more than they must. */
final class Revisions {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Revisions() {}

  static CaseRevision opened(String id, long instant, long pointsMilli) {
    return revised(id, 1, instant, pointsMilli);
  }

  static CaseRevision revised(String id, int number, long instant, long pointsMilli) {
    return revision(id, number, instant, pointsMilli, "LEAD");
  }

  static CaseRevision expired(String id, int number, long instant) {
    return revision(id, number, instant, 0, "EXPIRED");
  }

  private static CaseRevision revision(
      String id, int number, long instant, long pointsMilli, String state) {
    String content =
        """
        {"as_of":"2026-03-02T11:00:00Z","caution":"c","focal":{"origin":"o","role":"unknown",\
        "token":"t","type":"performer"},"id":"%s","legal_frame":"palermo",\
        "opened":"2026-03-02T11:00:00Z","revision":%d,"rule_set":"r","state":"%s",\
        "unit":"police"}"""
            .formatted(id, number, state);
    return new CaseRevision(
        "police", id, number, instant, number == 1, pointsMilli, content, List.of());
  }

  /** What was done with which revision of which case. */
  static String auditLine(Publication audit) {
    try {
      JsonNode entry = JSON.readTree(Objects.requireNonNull(audit.value()));
      return "%s %s %d"
          .formatted(
              entry.path("action").asText(),
              entry.path("subject").asText(),
              entry.path("revision").asInt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
