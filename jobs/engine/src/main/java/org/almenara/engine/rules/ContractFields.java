package org.almenara.engine.rules;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.almenara.engine.cel.BoolNode;
import org.almenara.engine.cel.DoubleNode;
import org.almenara.engine.cel.Fields;
import org.almenara.engine.cel.LongNode;
import org.almenara.engine.cel.ObjectNode;
import org.almenara.schemas.Coded;

/**
 * The fields of one contract for closures. The values of some may be known already: then all that
 * they decide is decided when an expression is compiled.
 */
final class ContractFields implements Fields {

  private final Class<?> contract;

  /** By dotted name: a code, yes or no, or that it is absent. */
  private final Map<String, Optional<Object>> known;

  private final Baselines baselines;

  /** Whether closures look at {@link Facts}, not at the record itself. */
  private final boolean readsRegister;

  private final Set<String> asked = new TreeSet<>();

  ContractFields(
      Class<?> contract,
      Map<String, Optional<Object>> known,
      Baselines baselines,
      boolean readsRegister) {
    this.contract = contract;
    this.known = known;
    this.baselines = baselines;
    this.readsRegister = readsRegister;
  }

  private BoolNode boolOfSource(BoolNode node) {
    return readsRegister ? Facts.boolOfSource(node) : node;
  }

  private <T> ObjectNode<T> objectOfSource(ObjectNode<T> node) {
    return readsRegister ? Facts.objectOfSource(node) : node;
  }

  /** Whether records of the contract can say of whom a register is asked. */
  private boolean canName(BesideRecord.RegisterFact fact) {
    return RecordFields.reader(contract, fact.of()) != null;
  }

  /** Names of the fields with few values that were asked for and are not known. */
  Set<String> asked() {
    return asked;
  }

  /** All values that a field with few values can have, in the order of their ordinals. */
  static List<Optional<Object>> values(Class<?> contract, String path) {
    FieldReader reader = RecordFields.reader(contract, path);
    if (reader == null) {
      return List.of();
    }
    Class<?> type = reader.component().getType();
    Object[] constants = type.isEnum() ? type.getEnumConstants() : new Object[] {false, true};
    return Arrays.stream(constants).map(Optional::of).toList();
  }

  @Override
  public BoolNode has(String path) {
    if (BesideRecord.isOfRegister(path)) {
      BesideRecord.RegisterFact fact = BesideRecord.RegisterFact.ofPath(path);
      return canName(fact) ? Facts.has(fact) : BoolNode.Constant.FALSE;
    }
    if (BesideRecord.isBaseline(path)) {
      DoubleNode value = fraction(path);
      if (value instanceof DoubleNode.Constant constant) {
        return constant.fails() ? BoolNode.Constant.FALSE : BoolNode.Constant.TRUE;
      }
      return record -> value.fails(record) ? BoolNode.FALSE : BoolNode.TRUE;
    }
    Optional<Object> value = known.get(path);
    if (value != null && value.isPresent()) {
      return BoolNode.Constant.TRUE;
    }
    int dot = path.lastIndexOf('.');
    String whole = path.substring(0, dot);
    if (value != null && !whole.contains(".")) {
      return BoolNode.Constant.FALSE;
    }
    FieldReader reader = RecordFields.reader(contract, path);
    if (reader == null) {
      return whole.contains(".") ? BoolNode.Constant.ERROR : BoolNode.Constant.FALSE;
    }
    note(path, reader);
    return boolOfSource(reader.presence());
  }

  @Override
  public BoolNode bool(String path) {
    if (BesideRecord.isOfRegister(path)) {
      BesideRecord.RegisterFact fact = BesideRecord.RegisterFact.ofPath(path);
      return canName(fact) ? Facts.bool(fact) : BoolNode.Constant.ERROR;
    }
    Optional<Object> value = known.get(path);
    if (value != null) {
      return value
          .map(yes -> (Boolean) yes ? BoolNode.Constant.TRUE : BoolNode.Constant.FALSE)
          .orElse(BoolNode.Constant.ERROR);
    }
    FieldReader reader = RecordFields.reader(contract, path);
    if (reader == null) {
      return BoolNode.Constant.ERROR;
    }
    note(path, reader);
    return boolOfSource(reader.bool());
  }

  @Override
  public LongNode number(String path) {
    if (BesideRecord.isOfRegister(path)) {
      return canName(BesideRecord.RegisterFact.ofPath(path))
          ? Facts.size()
          : LongNode.Constant.FAILURE;
    }
    FieldReader reader = RecordFields.reader(contract, path);
    if (reader == null) {
      return LongNode.Constant.FAILURE;
    }
    return readsRegister ? Facts.numberOfSource(reader.number()) : reader.number();
  }

  @Override
  public DoubleNode fraction(String path) {
    String name = path.substring(BesideRecord.BASELINE.length() + 1);
    return Objects.requireNonNull(baselines.byName().get(name)).of(text("market"));
  }

  @Override
  @SuppressWarnings("unchecked") // the component's type says what it holds
  public ObjectNode<String> text(String path) {
    Optional<Object> value = known.get(path);
    if (value != null) {
      return new ObjectNode.Constant<>(value.map(code -> ((Coded) code).code()).orElse(null));
    }
    FieldReader reader = RecordFields.reader(contract, path);
    if (reader == null) {
      return new ObjectNode.Constant<>(null);
    }
    note(path, reader);
    ObjectNode<?> object = objectOfSource(reader.object());
    Class<?> type = reader.component().getType();
    if (type.isEnum()) {
      return new ObjectNode.Code((ObjectNode<Enum<?>>) object, codes(type));
    }
    ObjectNode<String> text = (ObjectNode<String>) object;
    return RecordFields.isEmptyWhenAbsent(contract, path)
        ? source -> Objects.requireNonNullElse(text.value(source), "")
        : text;
  }

  @Override
  @SuppressWarnings("unchecked") // the component's type says what it holds
  public ObjectNode<? extends List<?>> list(String path) {
    FieldReader reader = RecordFields.reader(contract, path);
    if (reader == null) {
      return new ObjectNode.Constant<>(null);
    }
    ObjectNode<List<?>> object = objectOfSource((ObjectNode<List<?>>) reader.object());
    Class<?> element = element(reader.component());
    return element.isEnum() ? new ObjectNode.Codes(object, constants(element)) : object;
  }

  private void note(String path, FieldReader reader) {
    Class<?> type = reader.component().getType();
    if (type.isEnum() || type == Boolean.class) {
      asked.add(path);
    }
  }

  private static Class<?> element(RecordComponent list) {
    return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
  }

  private static List<Coded> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(constant -> (Coded) constant).toList();
  }

  private static List<String> codes(Class<?> type) {
    return constants(type).stream().map(Coded::code).toList();
  }

  /** Reads a field with few values, to look up what is known for it. */
  static ObjectNode<?> reader(Class<?> contract, String path) {
    FieldReader reader = RecordFields.reader(contract, path);
    return reader == null ? new ObjectNode.Constant<>(null) : reader.object();
  }
}
