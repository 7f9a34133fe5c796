package org.almenara.engine.rules;

import org.almenara.engine.cel.ObjectNode;
import org.almenara.schemas.PlatformEvent;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.Tip;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/** Reads the token in a field of a record, or the city in {@code place}. */
public final class TokenField {

  private static final ObjectNode<TokenRef> NONE = new ObjectNode.Constant<>(null);

  private final ObjectNode<TokenRef> ofEvents;
  private final ObjectNode<TokenRef> ofTips;

  /** The token in a field, by the field's name. */
  public TokenField(String name) {
    ofEvents = reader(PlatformEvent.class, name);
    ofTips = reader(Tip.class, name);
  }

  /** The token; absent where the record does not have it. */
  public @Nullable TokenRef read(SourceRecord source) {
    return (source instanceof PlatformEvent ? ofEvents : ofTips).value(source);
  }

  @SuppressWarnings("unchecked") // the component's type says what it holds
  private static ObjectNode<TokenRef> reader(Class<?> contract, String name) {
    FieldReader field = RecordFields.reader(contract, name);
    if (field == null) {
      return NONE;
    }
    if (field.component().getType() == TokenRef.class) {
      return (ObjectNode<TokenRef>) field.object();
    }
    if (field.component().getType() == String.class) {
      return new Plain(field.value());
    }
    FieldReader token = RecordFields.reader(contract, name + ".token");
    FieldReader origin = RecordFields.reader(contract, name + ".origin");
    return token == null || origin == null
        ? NONE
        : new Nested(field.object(), token.value(), origin.value());
  }

  /** A code that is its own token, as a city is. */
  private record Plain(ObjectNode<Object> code) implements ObjectNode<TokenRef> {
    @Override
    public @Nullable TokenRef value(Object record) {
      return code.value(record) instanceof String text ? new TokenRef(text, text) : null;
    }
  }

  private record Nested(ObjectNode<?> field, ObjectNode<Object> token, ObjectNode<Object> origin)
      implements ObjectNode<TokenRef> {
    @Override
    public @Nullable TokenRef value(Object record) {
      Object of = field.value(record);
      return of != null
              && token.value(of) instanceof String shown
              && origin.value(of) instanceof String first
          ? new TokenRef(shown, first)
          : null;
    }
  }
}
