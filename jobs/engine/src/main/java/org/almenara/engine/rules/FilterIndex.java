package org.almenara.engine.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.almenara.engine.cel.BoolNode;
import org.almenara.engine.cel.ObjectNode;
import org.almenara.engine.registers.Register;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose filter holds for a record, without asking every filter.
 *
 * <p>A tree: it looks at the record's type, then at the fields with few values that decide most.
 * Below each value stand the filters that can still hold, with what is left to ask. What is left is
 * the filter compiled again, with the values on the way known.
 */
public final class FilterIndex<T> {

  /** Fields looked at in turn, the type among them. More take memory and find little. */
  private static final int MOST_FIELDS = 4;

  /** Fields tried at each branch. */
  private static final int TRIED = 3;

  /** A branch is worth it if it leaves at most this share of the filters to ask. */
  private static final double WORTH = 0.7;

  private final Branch<T> events;
  private final Branch<T> tips;

  FilterIndex(List<Entry<T>> entries) {
    events = new Builder<T>(PlatformEvent.class).root(entries);
    tips = new Builder<T>(Tip.class).root(entries);
  }

  /** Something that takes the records for which a filter holds. */
  record Entry<T>(T item, Filter filter) {}

  /**
   * All whose filter holds for a record, in the order in which they were given.
   *
   * @param visible when it becomes visible, epoch milliseconds
   */
  public List<T> find(SourceRecord source, Register register, long visible) {
    return (source instanceof PlatformEvent ? events : tips).find(source, register, visible);
  }

  private interface Branch<T> {
    List<T> find(SourceRecord source, Register register, long visible);
  }

  /** The filters that can hold here; those without a question hold. */
  private static final class Leaf<T> implements Branch<T> {
    private final List<T> items;
    private final @Nullable BoolNode[] questions;
    private final boolean[] readRegister;
    private final boolean allHold;

    Leaf(List<Open<T>> open) {
      items = open.stream().map(Open::item).toList();
      questions = new @Nullable BoolNode[items.size()];
      readRegister = new boolean[items.size()];
      for (int i = 0; i < questions.length; i++) {
        BoolNode question = open.get(i).question();
        questions[i] = question == BoolNode.Constant.TRUE ? null : question;
        readRegister[i] = questions[i] != null && open.get(i).entry().filter().readsRegister();
      }
      allHold = open.stream().noneMatch(Open::asks);
    }

    @Override
    public List<T> find(SourceRecord source, Register register, long visible) {
      if (allHold) {
        return items;
      }
      List<T> found = null;
      for (int i = 0; i < questions.length; i++) {
        BoolNode question = questions[i];
        Object subject = readRegister[i] ? new Facts(source, register, visible) : source;
        if (question == null || question.test(subject) == BoolNode.TRUE) {
          found = found == null ? new ArrayList<>(4) : found;
          found.add(items.get(i));
        }
      }
      return found == null ? List.of() : found;
    }
  }

  /** Goes by the value of a field: a code, or yes or no. */
  private static final class ByValue<T> implements Branch<T> {
    private final ObjectNode<?> field;
    private final Branch<T> absent;
    private final List<Branch<T>> byValue;

    ByValue(ObjectNode<?> field, Branch<T> absent, List<Branch<T>> byValue) {
      this.field = field;
      this.absent = absent;
      this.byValue = byValue;
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // of this process only
    public List<T> find(SourceRecord source, Register register, long visible) {
      Object value = field.value(source);
      if (value == null) {
        return absent.find(source, register, visible);
      }
      int place = value instanceof Enum<?> code ? code.ordinal() : (Boolean) value ? 1 : 0;
      return byValue.get(place).find(source, register, visible);
    }
  }

  /** A filter that can hold, and what is left to ask. */
  private record Open<T>(Entry<T> entry, BoolNode question, ContractFields fields) {
    T item() {
      return entry.item();
    }

    boolean asks() {
      return question != BoolNode.Constant.TRUE;
    }
  }

  private static final class Builder<T> {
    private final Class<?> contract;

    Builder(Class<?> contract) {
      this.contract = contract;
    }

    Branch<T> root(List<Entry<T>> entries) {
      return byValue(open(entries, Map.of()), Map.of(), "type");
    }

    private Branch<T> branch(List<Entry<T>> entries, Map<String, Optional<Object>> known) {
      List<Open<T>> open = open(entries, known);
      String path = known.size() < MOST_FIELDS ? best(open, known) : null;
      return path == null ? new Leaf<>(open) : byValue(open, known, path);
    }

    private List<Open<T>> open(List<Entry<T>> entries, Map<String, Optional<Object>> known) {
      List<Open<T>> open = new ArrayList<>();
      for (Entry<T> entry : entries) {
        ContractFields fields = entry.filter().fields(contract, known);
        BoolNode question = entry.filter().closure(fields);
        if (Filter.canHold(question)) {
          open.add(new Open<>(entry, question, fields));
        }
      }
      return open;
    }

    private Branch<T> byValue(
        List<Open<T>> open, Map<String, Optional<Object>> known, String path) {
      List<Entry<T>> entries = open.stream().map(Open::entry).toList();
      List<Branch<T>> byValue = new ArrayList<>();
      for (Optional<Object> value : ContractFields.values(contract, path)) {
        byValue.add(branch(entries, with(known, path, value)));
      }
      Branch<T> absent = branch(entries, with(known, path, Optional.empty()));
      return new ByValue<>(ContractFields.reader(contract, path), absent, byValue);
    }

    /** The field that leaves least to ask; absent when none is worth looking at. */
    private @Nullable String best(List<Open<T>> open, Map<String, Optional<Object>> known) {
      long asking = open.stream().filter(Open::asks).count();
      if (asking < 2) {
        return null;
      }
      Map<String, Integer> readers = new TreeMap<>();
      open.forEach(of -> of.fields().asked().forEach(path -> readers.merge(path, 1, Integer::sum)));
      List<Entry<T>> entries = open.stream().map(Open::entry).toList();
      List<String> tried =
          readers.keySet().stream()
              .sorted(Comparator.comparing((String path) -> -readers.getOrDefault(path, 0)))
              .limit(TRIED)
              .toList();
      String best = null;
      double least = WORTH * asking;
      for (String path : tried) {
        double left = left(entries, known, path);
        if (left <= least) {
          best = path;
          least = left;
        }
      }
      return best;
    }

    /** How many filters are left to ask, on the mean of all values. */
    private double left(List<Entry<T>> entries, Map<String, Optional<Object>> known, String path) {
      List<Optional<Object>> values = new ArrayList<>(ContractFields.values(contract, path));
      values.add(Optional.empty());
      return values.stream()
          .mapToLong(
              value -> open(entries, with(known, path, value)).stream().filter(Open::asks).count())
          .average()
          .orElse(0);
    }

    private static Map<String, Optional<Object>> with(
        Map<String, Optional<Object>> known, String path, Optional<Object> value) {
      Map<String, Optional<Object>> more = new HashMap<>(known);
      more.put(path, value);
      return more;
    }
  }
}
