package org.almenara.engine.measures;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks a summary. Rules that ask the same thing share the answer.
 *
 * @param function which number is asked for
 * @param window how far back it looks, milliseconds: over {@code [instant − window, instant)}
 * @param baseline the longer window that it is compared with, milliseconds; 0 where there is none
 * @param atLeast records below which the answer is absent, in the window and in the baseline; 0
 *     where any number will do
 * @param limit the time that single rests or sessions are compared with, milliseconds; 0 where the
 *     function compares none
 * @param newest how many records, or tokens, of each of a pattern's lists it reads: the list may
 *     remember more for others, and the answer must not depend on who they are; {@link #ALL} for
 *     other functions
 * @param zones where days begin, by country; elsewhere they begin in UTC
 */
public record Question(
    Function function,
    long window,
    long baseline,
    int atLeast,
    long limit,
    int newest,
    Map<String, ZoneId> zones) {

  /** It reads all that is remembered. */
  public static final int ALL = Integer.MAX_VALUE;

  public Question {
    zones = Map.copyOf(zones);
  }

  /** A question that compares no single times and asks for no days. */
  public Question(Function function, long window, long baseline, int atLeast) {
    this(function, window, baseline, atLeast, 0, ALL, Map.of());
  }

  /** A question about one window alone. */
  public static Question of(Function function, long window) {
    return new Question(function, window, 0, 0);
  }

  /** The same, comparing single rests or sessions with a time. */
  public Question withLimit(long millis) {
    return new Question(function, window, baseline, atLeast, millis, newest, zones);
  }

  /** The same, with days that begin where the account is. */
  public Question inZones(Map<String, ZoneId> byCountry) {
    return new Question(function, window, baseline, atLeast, limit, newest, byCountry);
  }

  /** The same, of lists that remember {@code k}. */
  public Question ofNewest(int k) {
    return new Question(function, window, baseline, atLeast, limit, k, zones);
  }

  /** The zone of a country; UTC where there is none. */
  ZoneId zone(@Nullable String country) {
    return country == null
        ? ZoneOffset.UTC
        : Objects.requireNonNullElse(zones.get(country), ZoneOffset.UTC);
  }
}
