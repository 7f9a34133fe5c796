package org.almenara.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that the world's offenders may have read somewhere: a count, a length of time or a
 * percentage, to be written elsewhere in parts of it, as {@code 70..90 % of longest_day}.
 *
 * @param text as it is written
 */
record Figure(String text) {
  private static final Pattern PART =
      Pattern.compile("(\\d{1,3})(?:\\.\\.(\\d{1,3}))? ?% of ([a-z_]{1,40})");

  static Figure parse(String text) {
    if (!text.matches("\\d{1,6}[smhd]?|\\d{1,3}(\\.\\d{1,4})? ?%")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no figure: write a count, a length such as 16h, or a percentage");
    }
    return new Figure(text);
  }

  /**
   * What a scalar stands for; itself, where it speaks of no part.
   *
   * @throws WorldRefused when the figure is not among them
   */
  static Yaml partOf(Yaml.Scalar scalar, Map<String, Yaml.Entry> figures) {
    Matcher part = PART.matcher(scalar.text());
    if (!part.matches()) {
      return scalar;
    }
    Yaml.Entry entry = figures.get(part.group(3));
    if (entry == null || !(entry.value() instanceof Yaml.Scalar figure)) {
      throw new WorldRefused(
          scalar.mark(),
          "'" + part.group(3) + "' is not under 'published': add it there, or mend the name");
    }
    try {
      Figure whole = parse(figure.text());
      String low = whole.percent(Integer.parseInt(part.group(1)));
      String high = part.group(2) == null ? low : whole.percent(Integer.parseInt(part.group(2)));
      return new Yaml.Scalar(scalar.mark(), low.equals(high) ? low : low + ".." + high);
    } catch (IllegalArgumentException e) {
      throw new WorldRefused(figure.mark(), String.valueOf(e.getMessage()));
    }
  }

  /** That many percent of it, rounded down: things to a whole one, time to a second. */
  private String percent(int percent) {
    char last = text.charAt(text.length() - 1);
    if (last == '%') {
      return Share.parse(text).fraction() * percent + " %";
    }
    if (Character.isDigit(last)) {
      return String.valueOf(Long.parseLong(text) * percent / 100);
    }
    Duration whole = Span.duration(text);
    return whole.multipliedBy(percent).dividedBy(100).toSeconds() + "s";
  }
}
