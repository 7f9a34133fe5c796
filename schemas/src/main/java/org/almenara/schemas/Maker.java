package org.almenara.schemas;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of the values of its components, in their order.
 *
 * <p>Each is written by hand beside the record: a plain constructor is compiled at once, a handle
 * on one that was found by reflection runs slowly until late. A component that is added, gone or of
 * another type breaks the build; two of one type that change places break {@code MakerTest}.
 */
interface Maker {

  Map<Class<?>, Maker> OF =
      Map.ofEntries(
          Map.entry(PlatformEvent.class, PlatformEvent::of),
          Map.entry(Tip.class, Tip::of),
          Map.entry(Tip.Grade.class, Tip.Grade::of),
          Map.entry(TokenRef.class, TokenRef::of),
          Map.entry(Studio.class, Studio::of),
          Map.entry(Device.class, Device::of),
          Map.entry(Network.class, Network::of),
          Map.entry(Cluster.class, Cluster::of),
          Map.entry(Money.class, Money::of),
          Map.entry(Period.class, Period::of),
          Map.entry(RegisterEntry.class, RegisterEntry::of),
          Map.entry(Activation.class, Activation::of),
          Map.entry(Disposition.class, Disposition::of),
          Map.entry(CaseOutcome.class, CaseOutcome::of),
          Map.entry(Erasure.class, Erasure::of),
          Map.entry(RuleSetDocument.class, RuleSetDocument::of));

  /** The record; values that are absent are {@code null}. */
  Object make(@Nullable Object[] values);

  /**
   * What makes records of this class.
   *
   * @throws IllegalArgumentException where nothing does
   */
  static Maker of(Class<?> type) {
    Maker maker = OF.get(type);
    if (maker == null) {
      throw new IllegalArgumentException("nothing makes a " + type.getSimpleName());
    }
    return maker;
  }
}
