package org.almenara.engine.rules;

import java.util.function.BiPredicate;
import org.almenara.engine.cel.BoolNode;
import org.almenara.engine.cel.LongNode;
import org.almenara.engine.cel.ObjectNode;
import org.almenara.engine.registers.Register;
import org.almenara.schemas.SourceRecord;
import org.almenara.schemas.TokenRef;
import org.jspecify.annotations.Nullable;

/**
 * A record and what registers say when it becomes visible. Only filters and numbers that read a
 * register look at it; the others look at the record itself, and cost no more.
 *
 * @param visible epoch milliseconds
 */
record Facts(SourceRecord source, Register register, long visible) {

  /** Of whom a register is asked. */
  private record Of(TokenField field) {
    @Nullable String in(Object facts) {
      TokenRef token = field.read(((Facts) facts).source);
      return token == null ? null : token.origin();
    }
  }

  /** What a closure over the record says. */
  static BoolNode boolOfSource(BoolNode node) {
    return node instanceof BoolNode.Constant ? node : facts -> node.test(((Facts) facts).source);
  }

  static <T> ObjectNode<T> objectOfSource(ObjectNode<T> node) {
    return facts -> node.value(((Facts) facts).source);
  }

  static LongNode numberOfSource(LongNode node) {
    return node instanceof LongNode.Constant ? node : new NumberOfSource(node);
  }

  private record NumberOfSource(LongNode node) implements LongNode {
    @Override
    public long value(Object facts) {
      return node.value(((Facts) facts).source);
    }

    @Override
    public boolean fails(Object facts) {
      return node.fails(((Facts) facts).source);
    }
  }

  private static BiPredicate<Facts, String> question(BesideRecord.RegisterFact fact) {
    return switch (fact) {
      case STUDIO_REGISTERED -> (of, studio) -> of.register.isRegistered(studio, of.visible);
      case STUDIO_AUDITED -> (of, studio) -> of.register.isAudited(studio, of.visible);
      case STUDIO_SIZE -> (of, studio) -> of.register.size(studio, of.visible) != null;
      case PAYOUT_AGGREGATOR -> (of, payout) -> of.register.isAggregator(payout, of.visible);
    };
  }

  /** Yes or no of a register; an error where the record names nobody. */
  static BoolNode bool(BesideRecord.RegisterFact fact) {
    Of whom = new Of(new TokenField(fact.of()));
    BiPredicate<Facts, String> question = question(fact);
    return facts -> {
      String origin = whom.in(facts);
      if (origin == null) {
        return BoolNode.ERROR;
      }
      return question.test((Facts) facts, origin) ? BoolNode.TRUE : BoolNode.FALSE;
    };
  }

  /** Whether a register has something to say. */
  static BoolNode has(BesideRecord.RegisterFact fact) {
    Of whom = new Of(new TokenField(fact.of()));
    boolean alwaysSaid = fact != BesideRecord.RegisterFact.STUDIO_SIZE;
    BiPredicate<Facts, String> question = question(fact);
    return facts -> {
      String origin = whom.in(facts);
      return origin != null && (alwaysSaid || question.test((Facts) facts, origin))
          ? BoolNode.TRUE
          : BoolNode.FALSE;
    };
  }

  /** The size that a studio declared. */
  static LongNode size() {
    return new Size(new Of(new TokenField(BesideRecord.RegisterFact.STUDIO_SIZE.of())));
  }

  private record Size(Of whom) implements LongNode {
    private @Nullable Integer size(Object subject) {
      String studio = whom.in(subject);
      Facts facts = (Facts) subject;
      return studio == null ? null : facts.register.size(studio, facts.visible);
    }

    @Override
    public long value(Object facts) {
      Integer size = size(facts);
      return size == null ? SUSPECT : size;
    }

    @Override
    public boolean fails(Object facts) {
      return size(facts) == null;
    }
  }
}
