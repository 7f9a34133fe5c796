package org.almenara.engine.rules;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.almenara.engine.cel.DoubleNode;
import org.almenara.engine.cel.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What is usual in a market, by name: dated facts that the settings give with their source. In a
 * filter {@code baseline.<name>} is the number for the market of the record.
 */
record Baselines(SortedMap<String, Baseline> byName) {

  static final Baselines NONE = new Baselines(new TreeMap<>());

  /**
   * A number that differs by market.
   *
   * @param markets by country
   * @param elsewhere of any other market, and of a record without one; absent: there is none
   */
  record Baseline(SortedMap<String, Double> markets, @Nullable Double elsewhere) {

    /** The number for the market of a record; an error where there is none. */
    DoubleNode of(ObjectNode<String> market) {
      Map<String, Double> byMarket = Map.copyOf(markets);
      DoubleNode otherwise =
          elsewhere == null
              ? DoubleNode.Constant.FAILURE
              : new DoubleNode.Constant(elsewhere, false);
      return markets.isEmpty() || market instanceof ObjectNode.Constant<?>
          ? otherwise
          : new OfMarket(market, byMarket, otherwise);
    }
  }

  private record OfMarket(
      ObjectNode<String> market, Map<String, Double> byMarket, DoubleNode otherwise)
      implements DoubleNode {

    @Override
    public double value(Object record) {
      Double value = find(record);
      return value == null ? otherwise.value(record) : value;
    }

    @Override
    public boolean fails(Object record) {
      return find(record) == null && otherwise.fails(record);
    }

    private @Nullable Double find(Object record) {
      String of = market.value(record);
      return of == null ? null : byMarket.get(of);
    }
  }

  /** Part of the identity of a measure that reads it: any change of a number begins a new one. */
  String print(String path) {
    return path + " " + byName.get(path.substring(BesideRecord.BASELINE.length() + 1));
  }
}
