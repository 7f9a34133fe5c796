package org.almenara.cli.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.almenara.cli.Problem;
import org.almenara.schemas.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The reasons in a person's own words: they stay with the unit, only their hash is written. */
final class Narrative {

  @Option(
      names = "--narrative-file",
      paramLabel = "FILE",
      description = "Your own reasons; the file stays here, its SHA-256 is written.")
  private @Nullable Path file;

  @Option(
      names = "--narrative-digest",
      paramLabel = "SHA256",
      description = "The SHA-256 of your own reasons, where they lie elsewhere.")
  private @Nullable String digest;

  @Nullable String digest() {
    Path path = file;
    if (path == null) {
      return digest;
    }
    try {
      byte[] words = Files.readAllBytes(path);
      if (words.length == 0) {
        throw new Problem("there is nothing in " + path, "write down why you decide so");
      }
      return Json.sha256(words);
    } catch (IOException e) {
      throw new Problem("cannot read " + path, "name a file that you may read", e);
    }
  }
}
