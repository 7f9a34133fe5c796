package org.almenara.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How many cases investigators open: the best-ranked of each day, up to so many, and all that are
 * never rationed. What is not opened waits for as long as it stands.
 *
 * <p>A case stands for as many as its weight says, so in a small world, or at another prevalence, a
 * part of a case may be opened.
 */
final class Ration {

  /** Cases a day for each 100,000 accounts. */
  static final double A_DAY = 25;

  private static final double ACCOUNTS = 100_000;
  private static final long DAY = 86_400_000;

  /**
   * How far a case was opened.
   *
   * @param part of it, at most 1
   * @param at when its first part was, epoch milliseconds
   */
  record Opened(Lead lead, double part, long at) {}

  private Ration() {}

  /**
   * Opens the cases of a world.
   *
   * @param leads in order of opening
   * @param accounts how many there are in the world
   * @param weight how many cases each stands for
   */
  static List<Opened> open(
      List<Lead> leads, int accounts, long end, ToDoubleFunction<Lead> weight) {
    IdentityHashMap<Lead, Double> parts = new IdentityHashMap<>();
    IdentityHashMap<Lead, Long> since = new IdentityHashMap<>();
    List<Lead> waiting = new ArrayList<>();
    int next = 0;
    long first = leads.isEmpty() ? end : Math.floorDiv(leads.get(0).opened(), DAY) * DAY;
    for (long day = first; day < end; day += DAY) {
      long tomorrow = day + DAY;
      while (next < leads.size() && leads.get(next).opened() < tomorrow) {
        Lead lead = leads.get(next++);
        if (lead.unrationed()) {
          parts.put(lead, 1.0);
          since.put(lead, lead.opened());
        } else {
          waiting.add(lead);
        }
      }
      long today = day;
      waiting.removeIf(lead -> lead.ended() < today);
      waiting.sort(
          Comparator.comparingLong((Lead lead) -> lead.pointsAt(tomorrow - 1))
              .reversed()
              .thenComparing(Lead::id));
      double left = A_DAY * accounts / ACCOUNTS;
      for (Lead lead : List.copyOf(waiting)) {
        double heavy = weight.applyAsDouble(lead);
        double known = parts.getOrDefault(lead, 0.0);
        double part = heavy == 0 ? 1 - known : Math.min(1 - known, left / heavy);
        left -= part * heavy;
        if (part > 0) {
          parts.put(lead, known + part);
          since.putIfAbsent(lead, Math.max(today, lead.opened()));
        }
        if (parts.getOrDefault(lead, 0.0) >= 1 - 1e-9) {
          waiting.remove(lead);
        }
      }
    }
    return leads.stream()
        .filter(parts::containsKey)
        .map(
            lead ->
                new Opened(
                    lead,
                    Math.min(1, parts.getOrDefault(lead, 0.0)),
                    since.getOrDefault(lead, lead.opened())))
        .toList();
  }
}
