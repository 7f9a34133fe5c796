package org.almenara.cli.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** What Flink's REST interface answers about a job. */
final class RestPages {

  /** Metrics that one page is asked for. */
  private static final int A_PAGE = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI web;
  private final List<String> answers = new ArrayList<>();

  private RestPages(URI web) {
    this.web = web;
  }

  /** Path and body of every page that there is. */
  static List<String> of(URI web, String job) throws IOException, InterruptedException {
    RestPages pages = new RestPages(web);
    for (String page :
        List.of("/overview", "/config", "/jobs", "/jobs/overview", "/jobs/metrics")) {
      pages.read(page);
    }
    pages.readJob("/jobs/" + job);
    for (JsonNode manager : pages.read("/taskmanagers").path("taskmanagers")) {
      String at = "/taskmanagers/" + manager.path("id").asText();
      for (String page : List.of("", "/metrics", "/thread-dump")) {
        pages.read(at + page);
      }
      for (String page : List.of("/logs", "/log", "/stdout")) {
        pages.readIfThere(at + page);
      }
    }
    for (String page : List.of("config", "environment", "metrics")) {
      pages.read("/jobmanager/" + page);
    }
    for (String page : List.of("logs", "log", "stdout")) {
      pages.readIfThere("/jobmanager/" + page);
    }
    return pages.answers;
  }

  private void readJob(String at) throws IOException, InterruptedException {
    for (String page :
        List.of(
            "/exceptions",
            "/plan",
            "/config",
            "/metrics",
            "/accumulators",
            "/checkpoints",
            "/checkpoints/config")) {
      read(at + page);
    }
    JsonNode latest = read(at + "/checkpoints").path("latest").path("completed").path("id");
    readIfThere(at + "/checkpoints/details/" + latest.asText());
    for (JsonNode vertex : read(at).path("vertices")) {
      String place = at + "/vertices/" + vertex.path("id").asText();
      for (String page :
          List.of("", "/accumulators", "/backpressure", "/subtasktimes", "/watermarks")) {
        read(place + page);
      }
      List<String> names = new ArrayList<>();
      read(place + "/metrics").forEach(metric -> names.add(metric.path("id").asText()));
      for (int from = 0; from < names.size(); from += A_PAGE) {
        List<String> some = names.subList(from, Math.min(names.size(), from + A_PAGE));
        read(place + "/metrics?get=" + URLEncoder.encode(String.join(",", some), UTF_8));
      }
    }
  }

  /** A page that must be there, else nothing would be looked through in its place. */
  private JsonNode read(String page) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(page);
    assertThat(answer.statusCode()).as("%s: %s", page, answer.body()).isEqualTo(200);
    return read(page, answer.body());
  }

  /**
   * A page that a cluster without files of logs has not, or not yet; what it says is a text too.
   */
  private void readIfThere(String page) throws IOException, InterruptedException {
    read(page, ask(page).body());
  }

  private HttpResponse<String> ask(String page) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(web.resolve(page)).build(), BodyHandlers.ofString());
  }

  private JsonNode read(String page, String body) throws IOException {
    answers.add(page + " " + body);
    return body.startsWith("{") || body.startsWith("[")
        ? json.readTree(body)
        : json.createObjectNode();
  }
}
