package org.almenara.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.almenara.schemas.Json;

/**
 * A report as one page that opens without a network: its data, its script and the library that
 * draws the plots stand in it.
 */
public final class Page {

  private Page() {}

  /** The page. */
  public static String of(Report report) {
    String data = new String(Json.canonical(report), StandardCharsets.UTF_8);
    return resource("page.html")
        .replace("{{caution}}", escaped(report.caution()))
        .replace("{{style}}", resource("page.css"))
        .replace("{{library}}", closed(resource(library())))
        .replace("{{data}}", closed(data))
        .replace("{{script}}", resource("page.js"));
  }

  private static String library() {
    Properties versions = new Properties();
    try (InputStream in = Page.class.getResourceAsStream("libraries.properties")) {
      versions.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "/META-INF/resources/webjars/echarts/"
        + versions.getProperty("echarts")
        + "/dist/echarts.min.js";
  }

  /** Nothing inside may end the element that it stands in. */
  private static String closed(String text) {
    return text.replace("</", "<\\/");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
