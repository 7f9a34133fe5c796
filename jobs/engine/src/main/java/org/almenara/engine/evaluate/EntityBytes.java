package org.almenara.engine.evaluate;

import org.almenara.engine.measures.Load;
import org.almenara.engine.measures.SummaryBytes;
import org.almenara.engine.rules.Measure;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;
import org.almenara.engine.time.EventTime;
import org.almenara.schemas.EntityType;

/** How many bytes {@link EntityState#write} takes at most, under a rule set and a {@link Load}. */
public final class EntityBytes {

  private static final long HOUR = 3_600_000;

  private final RuleSet ruleSet;
  private final Load load;

  /** For entities that busy. */
  public EntityBytes(RuleSet ruleSet, Load load) {
    this.ruleSet = ruleSet;
    this.load = load;
  }

  /** Of the state of one entity of a type; 0 where no rule measures any. */
  public long of(EntityType type) {
    long measures =
        ruleSet.measures().stream()
            .filter(measure -> measure.entity() == type)
            .mapToLong(this::of)
            .sum();
    return measures == 0 ? 0 : measures + frame(type);
  }

  /** Of one measure: what counts and what waits, with the gauges read off it. */
  public long of(Measure measure) {
    long slide = ruleSet.slide(measure);
    return Long.BYTES
        + measure.bytes(load, slide, SummaryBytes.ANY)
        + instants(slide) * (Long.BYTES + measure.bytes(load, slide, waiting(slide)))
        + ruleSet.gauges(measure.fingerprint()).size()
            * (long) (Long.BYTES + Integer.BYTES + Long.BYTES);
  }

  /** How many records can wait for one instant. */
  private long waiting(long slide) {
    return 1 + (long) Math.ceil((double) load.recordsAnHour() * slide / HOUR);
  }

  /**
   * For how many instants records can wait: those up to which one can be ahead of the watermark.
   */
  private static long instants(long slide) {
    long ahead = EventTime.FUTURE_TOLERANCE_MILLIS + EventTime.OUT_OF_ORDERNESS_MILLIS;
    return 1 + (ahead + slide - 1) / slide;
  }

  /** All beside measures and gauges: parts, and what rules said. */
  private long frame(EntityType type) {
    SummaryBytes bytes = new SummaryBytes(load, 0, 0, 0);
    long part = 1 + bytes.entry() + bytes.token() + Integer.BYTES;
    long waiting =
        ruleSet.measures().stream()
            .filter(measure -> measure.entity() == type)
            .mapToLong(ruleSet::slide)
            .distinct()
            .map(slide -> instants(slide) * (Long.BYTES + part + Sightings.bytes(waiting(slide))))
            .sum();
    long parts = part + Sightings.bytes(SummaryBytes.ANY) + waiting;
    long said = 0;
    for (Rule rule : ruleSet.rules()) {
      if (rule.entity() == type) {
        Rule.PassesOn passesOn = rule.passesOn();
        long told = passesOn == null ? 0 : 2L * passesOn.members().k() * bytes.token();
        said += SummaryBytes.text(rule.id().length()) + Long.BYTES + Integer.BYTES + told;
        said += SummaryBytes.text(rule.id().length()) + Long.BYTES; // withheld
      }
    }
    return 1 + parts + said + 3L * Long.BYTES + 4L * Integer.BYTES;
  }
}
