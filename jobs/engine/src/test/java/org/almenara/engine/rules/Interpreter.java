package org.almenara.engine.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.almenara.engine.cel.BoolNode;
import org.almenara.schemas.Coded;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.jspecify.annotations.Nullable;

/**
 * CEL's own interpreter over one record, what closures are held against: the planner. The older one
 * takes an absent field for false in {@code in}, so that a negation of it would hold.
 */
public final class Interpreter {

  private static final CelRuntime PLANNER =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(Expressions.OPTIONS).build();

  private final CelRuntime.Program program;

  private Interpreter(CelAbstractSyntaxTree tree) {
    try {
      program = PLANNER.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Of a checked expression. */
  public static Interpreter planner(CelAbstractSyntaxTree tree) {
    return new Interpreter(tree);
  }

  /** A planner of a filter, as it ran before there were closures. */
  public static Interpreter of(String filter) {
    try {
      return planner(Filter.check(filter, Baselines.NONE).tree());
    } catch (Expressions.Problem e) {
      throw new IllegalArgumentException(filter, e);
    }
  }

  /**
   * What an expression says.
   *
   * @param result {@link BoolNode#TRUE}, {@link BoolNode#FALSE} or {@link BoolNode#ERROR}
   * @param error why, where it is an error
   */
  record Answer(int result, @Nullable CelErrorCode error) {}

  Answer test(Map<String, Object> values) {
    try {
      Object result = program.eval((String name) -> Optional.ofNullable(values.get(name)));
      return new Answer(Boolean.TRUE.equals(result) ? BoolNode.TRUE : BoolNode.FALSE, null);
    } catch (CelEvaluationException e) {
      return new Answer(BoolNode.ERROR, e.getErrorCode());
    }
  }

  /** The value; absent when it is an error. */
  @Nullable Object value(Map<String, Object> values) {
    try {
      return program.eval((String name) -> Optional.ofNullable(values.get(name)));
    } catch (CelEvaluationException e) {
      return null;
    }
  }

  /** Whether a filter holds. */
  public boolean holds(SourceRecord source) {
    return holds(Fields.of(source));
  }

  /** Whether a filter holds of fields that were read before. */
  public boolean holds(Fields fields) {
    return test(fields.values()).result() == BoolNode.TRUE;
  }

  /** The fields of a record, as CEL sees them. */
  public record Fields(Map<String, Object> values) {
    public static Fields of(SourceRecord source) {
      return new Fields(Interpreter.values(source));
    }
  }

  /**
   * The fields of a record as CEL sees them. A message that is absent is an empty one, so that
   * {@code has()} can ask for its fields; a tip that is linked to none says so; any other absent
   * field is no value.
   */
  static Map<String, Object> values(SourceRecord source) {
    Map<String, Object> values = message((Record) source);
    for (Map.Entry<String, CelType> field : RecordFields.types().entrySet()) {
      if (field.getValue() instanceof StructType) {
        values.putIfAbsent(field.getKey(), Map.of());
      }
    }
    if (source instanceof Tip) {
      values.putIfAbsent("linked_to", ""); // absent, it is linked to none
    }
    return values;
  }

  private static Map<String, Object> message(Record record) {
    Map<String, Object> values = new HashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(record);
        if (value != null) {
          String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
          values.put(name, celValue(value));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessor can be called", e);
      }
    }
    return values;
  }

  private static Object celValue(Object value) {
    if (value instanceof Coded coded) {
      return coded.code();
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof List<?> list) {
      List<Object> codes = new ArrayList<>(list.size());
      list.forEach(item -> codes.add(celValue(item)));
      return codes;
    }
    return value instanceof Record nested ? message(nested) : value;
  }
}
