package org.almenara.schemas;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All rules and settings as they were published: topic {@code rulesets.v1}, kept for ever.
 *
 * @param hash SHA-256 over the canonical JSON of the files, as {@code RuleSetFiles.hash}; the
 *     topic's key
 * @param published when
 * @param author who
 * @param files text by file name ({@code settings.yaml}, {@code <rule id>.yaml})
 */
public record RuleSetDocument(
    @Shaped(Shape.SHA256) String hash,
    Instant published,
    @Shaped(Shape.CODE) String author,
    SortedMap<String, String> files) {
  /** Of the values of its components, in their order, as {@link ObjectShape} has read them. */
  @SuppressWarnings("unchecked") // each value was read for its component
  static RuleSetDocument of(@Nullable Object[] values) {
    return new RuleSetDocument(
        (String) values[0],
        (Instant) values[1],
        (String) values[2],
        (SortedMap<String, String>) values[3]);
  }
}
