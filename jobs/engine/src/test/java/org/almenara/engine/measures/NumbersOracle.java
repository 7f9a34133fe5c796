package org.almenara.engine.measures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Counts, sums and ratios by their definitions, in decimal arithmetic. */
final class NumbersOracle {

  private static final int CITED = 16;

  private final Oracle records;

  NumbersOracle(List<Sent> all) {
    records = new Oracle(all);
  }

  List<Sent> between(long from, long to, long instant) {
    return records.visible(instant).stream()
        .filter(sent -> sent.entry().time() >= from && sent.entry().time() < to)
        .toList();
  }

  long value(Question question, long instant) {
    long from = instant - question.window();
    List<Sent> in = between(from, instant, instant);
    BigDecimal count = BigDecimal.valueOf(in.size());
    BigDecimal sum = sum(in, Reading::number);
    boolean few = in.size() < question.atLeast();
    return switch (question.function()) {
      case TALLY -> in.size();
      case SUM -> clamped(sum);
      case MEAN -> few ? Summary.ABSENT : millionths(sum, count);
      case SHARE -> few ? Summary.ABSENT : millionths(BigDecimal.valueOf(marked(in).size()), count);
      case RATIO -> few ? Summary.ABSENT : millionths(sum, sum(in, Reading::second));
      case GROWTH -> {
        long before = instant - question.baseline();
        List<Sent> baseline = between(before, from, instant);
        yield few || baseline.size() < question.atLeast()
            ? Summary.ABSENT
            : millionths(
                count.multiply(BigDecimal.valueOf(from - before)),
                BigDecimal.valueOf((long) baseline.size() * question.window()));
      }
      case MIN ->
          in.stream().mapToLong(sent -> sent.reading().number()).min().orElse(Summary.ABSENT);
      case MAX ->
          in.stream().mapToLong(sent -> sent.reading().number()).max().orElse(Summary.ABSENT);
      default -> throw new IllegalArgumentException(question.toString());
    };
  }

  List<Entry> evidence(Question question, long instant, int most) {
    List<Sent> in = between(instant - question.window(), instant, instant);
    List<Sent> marked = marked(in);
    boolean share = question.function() == Function.SHARE;
    return (share && !marked.isEmpty() ? marked : in)
        .stream().limit(Math.min(CITED, most)).map(Sent::entry).toList();
  }

  /** The newest of the records that have the extreme, in the newest tile that has one. */
  List<Entry> extreme(Question question, long instant) {
    long value = value(question, instant);
    return between(instant - question.window(), instant, instant).stream()
        .filter(sent -> sent.reading().number() == value)
        .map(Sent::entry)
        .max(Comparator.comparing(entry -> entry, Entry.BY_IDENTITY))
        .stream()
        .toList();
  }

  private static List<Sent> marked(List<Sent> in) {
    return in.stream().filter(sent -> sent.reading().roles() % 2 == 1).toList();
  }

  private static BigDecimal sum(List<Sent> in, ToLongFunction<Reading> number) {
    return in.stream()
        .map(sent -> BigDecimal.valueOf(number.applyAsLong(sent.reading())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static long millionths(BigDecimal of, BigDecimal by) {
    return by.signum() == 0
        ? Summary.ABSENT
        : clamped(of.scaleByPowerOfTen(6).divide(by, 0, RoundingMode.FLOOR));
  }

  private static long clamped(BigDecimal exact) {
    return exact
        .max(BigDecimal.valueOf(-Long.MAX_VALUE))
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }
}
