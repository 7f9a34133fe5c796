package org.almenara.engine.rules.examples;

import java.time.Instant;
import java.util.List;
import org.almenara.engine.PlainRun;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.registers.Register;
import org.jspecify.annotations.Nullable;

/**
 * Records in, findings out.
 *
 * @param name what happens in it
 * @param kind {@code fires}, {@code quiet}, {@code not_evaluable}, or the false positive that it
 *     stands for, word for word
 * @param like the false positive that it stands for although the rule fires; absent otherwise
 * @param records in the order of the file
 * @param registers what registers say
 * @param findings that are expected, in the order in which they are said
 */
public record Example(
    String name,
    String kind,
    @Nullable String like,
    List<PlainRun.Arrived> records,
    List<Register.Said> registers,
    List<Said> findings) {

  /** Kind of an example in which the rule holds. */
  public static final String FIRES = "fires";

  /** Kind of an example in which it does not. */
  public static final String QUIET = "quiet";

  /**
   * Kind of an example in which it would hold, but for a feed that lacks what it needs or was
   * silent: then it says nothing.
   */
  public static final String NOT_EVALUABLE = "not_evaluable";

  private static final List<String> NO_FALSE_POSITIVE = List.of(FIRES, QUIET, NOT_EVALUABLE);

  /** The false positive that it shows; absent where it shows none. */
  public @Nullable String shows() {
    return NO_FALSE_POSITIVE.contains(kind) ? like : kind;
  }

  /** The same where feeds leave nothing out. */
  Example withWholeFeeds() {
    List<Register.Said> others =
        registers.stream().filter(said -> !Feeds.isAboutFeed(said.entry())).toList();
    return new Example(name, kind, like, records, others, findings);
  }

  /**
   * A finding, as far as examples say it.
   *
   * @param at instant
   * @param focal token of whom it counts for
   * @param holds whether the rule holds from then on
   * @param records ids of the cited records, by time
   */
  public record Said(Instant at, String focal, boolean holds, List<String> records) {

    /** One line, as the file has it. */
    @Override
    public String toString() {
      return "{at: '%s', focal: %s, holds: %s, records: %s}".formatted(at, focal, holds, records);
    }
  }
}
