package org.almenara.engine.rules;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.function.ToLongFunction;
import org.almenara.engine.cel.BoolNode;
import org.almenara.engine.cel.LongNode;
import org.almenara.engine.cel.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads one field of a record, or a part of one, as fast as a call of its accessor.
 *
 * @param component what is read
 * @param owner the field that it is a part of; absent at the top level
 * @param value the value of the component in its own record; boxed when it is primitive
 * @param primitive the same, never boxed; absent unless it is a primitive whole number
 */
record FieldReader(
    RecordComponent component,
    @Nullable FieldReader owner,
    ObjectNode<Object> value,
    @Nullable ToLongFunction<Object> primitive) {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** Reader of a component of a contract. */
  static FieldReader of(RecordComponent component) {
    return of(component, null);
  }

  /** Reader of a part of what this reads. */
  FieldReader part(RecordComponent part) {
    return of(part, this);
  }

  @SuppressWarnings("unchecked") // an accessor takes its record only, and no other is handed in
  private static FieldReader of(RecordComponent component, @Nullable FieldReader owner) {
    Class<?> type = component.getType();
    ObjectNode<Object> value =
        (ObjectNode<Object>) lambda(component, ObjectNode.class, "value", Object.class);
    ToLongFunction<Object> number =
        type == int.class || type == long.class
            ? (ToLongFunction<Object>)
                lambda(component, ToLongFunction.class, "applyAsLong", long.class)
            : null;
    return new FieldReader(component, owner, value, number);
  }

  /** The accessor as an implementation of an interface with one method, as {@code javac} has it. */
  private static Object lambda(
      RecordComponent component, Class<?> type, String method, Class<?> result) {
    try {
      MethodHandle accessor = LOOKUP.unreflect(component.getAccessor());
      MethodType called =
          MethodType.methodType(
              result.isPrimitive() ? result : accessor.type().wrap().returnType(),
              component.getDeclaringRecord());
      return LambdaMetafactory.metafactory(
              LOOKUP,
              method,
              MethodType.methodType(type),
              MethodType.methodType(result, Object.class),
              accessor,
              called)
          .getTarget()
          .invoke();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a record's accessor can be called", e);
    }
  }

  /** The value in the record of the contract. */
  ObjectNode<?> object() {
    FieldReader owner = this.owner;
    if (owner == null) {
      return value;
    }
    ObjectNode<?> whole = owner.object();
    ObjectNode<Object> part = value;
    return record -> {
      Object of = whole.value(record);
      return of == null ? null : part.value(of);
    };
  }

  /** Whether it is there, where what it is a part of is an empty message when absent. */
  BoolNode presence() {
    FieldReader owner = this.owner;
    if (owner == null) {
      throw new IllegalStateException("has() asks for parts only");
    }
    ObjectNode<?> whole = owner.object();
    ObjectNode<Object> part = value;
    int withoutWhole = owner.owner == null ? BoolNode.FALSE : BoolNode.ERROR;
    return record -> {
      Object of = whole.value(record);
      if (of == null) {
        return withoutWhole;
      }
      return part.value(of) == null ? BoolNode.FALSE : BoolNode.TRUE;
    };
  }

  /** A field that is yes, no, or not known. */
  BoolNode bool() {
    ObjectNode<?> object = object();
    return record -> {
      Object yes = object.value(record);
      return yes == null ? BoolNode.ERROR : (Boolean) yes ? BoolNode.TRUE : BoolNode.FALSE;
    };
  }

  LongNode number() {
    FieldReader owner = this.owner;
    ToLongFunction<Object> number = primitive;
    if (number == null) {
      return new Boxed(object());
    }
    return owner == null ? new Primitive(number) : new Part(owner.object(), number);
  }

  private record Boxed(ObjectNode<?> object) implements LongNode {
    @Override
    public long value(Object record) {
      Object number = object.value(record);
      return number == null ? SUSPECT : ((Number) number).longValue();
    }

    @Override
    public boolean fails(Object record) {
      return object.value(record) == null;
    }
  }

  private record Primitive(ToLongFunction<Object> number) implements LongNode {
    @Override
    public long value(Object record) {
      return number.applyAsLong(record);
    }

    @Override
    public boolean fails(Object record) {
      return false;
    }
  }

  private record Part(ObjectNode<?> whole, ToLongFunction<Object> number) implements LongNode {
    @Override
    public long value(Object record) {
      Object of = whole.value(record);
      return of == null ? SUSPECT : number.applyAsLong(of);
    }

    @Override
    public boolean fails(Object record) {
      return whole.value(record) == null;
    }
  }
}
