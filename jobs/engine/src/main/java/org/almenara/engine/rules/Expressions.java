package org.almenara.engine.rules;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.SortedSet;
import org.almenara.engine.cel.Refused;
import org.almenara.engine.cel.Subset;
import org.jspecify.annotations.Nullable;

/**
 * What filters and conditions share: CEL, parsed and checked, with problems that say where in the
 * text they are.
 */
final class Expressions {

  static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  /**
   * The functions of the subset that is documented. CEL declares its functions anew for each
   * expression that it checks: the others would double what that takes.
   */
  static final CelStandardDeclarations FUNCTIONS =
      CelStandardDeclarations.newBuilder()
          .includeFunctions(
              StandardFunction.LOGICAL_AND,
              StandardFunction.LOGICAL_OR,
              StandardFunction.LOGICAL_NOT,
              StandardFunction.CONDITIONAL,
              StandardFunction.EQUALS,
              StandardFunction.NOT_EQUALS,
              StandardFunction.LESS,
              StandardFunction.LESS_EQUALS,
              StandardFunction.GREATER,
              StandardFunction.GREATER_EQUALS,
              StandardFunction.ADD,
              StandardFunction.SUBTRACT,
              StandardFunction.MULTIPLY,
              StandardFunction.DIVIDE,
              StandardFunction.MODULO,
              StandardFunction.NEGATE,
              StandardFunction.IN,
              StandardFunction.SIZE,
              StandardFunction.CONTAINS,
              StandardFunction.STARTS_WITH,
              StandardFunction.ENDS_WITH,
              StandardFunction.MATCHES,
              StandardFunction.DOUBLE,
              StandardFunction.DURATION,
              StandardFunction.TIMESTAMP)
          .build();

  private static final CelCompiler OVER_ONE_RECORD = overOneRecord();

  private Expressions() {}

  private static CelCompiler overOneRecord() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(FUNCTIONS)
            .setTypeProvider(RecordFields.messages())
            .setStandardMacros(CelStandardMacro.HAS);
    RecordFields.types().forEach(builder::addVar);
    BesideRecord.types().forEach(builder::addVar);
    return builder.build();
  }

  /**
   * What is said about one record of the contracts, parsed and type-checked.
   *
   * @param beside what it asks beside the record, by dotted name
   */
  record OverOneRecord(CelAbstractSyntaxTree tree, SortedSet<String> beside) {
    boolean readsRegister() {
      return beside.stream().anyMatch(BesideRecord::isOfRegister);
    }
  }

  /** Parses and type-checks what is said about one record of the contracts. */
  static OverOneRecord overOneRecord(String text, Baselines baselines) throws Problem {
    CelAbstractSyntaxTree parsed = tree(OVER_ONE_RECORD.parse(text), text);
    try {
      Subset.check(parsed.getExpr());
    } catch (Refused e) {
      throw problem(parsed, e);
    }
    SortedSet<String> beside = BesideRecord.check(parsed, baselines);
    return new OverOneRecord(tree(OVER_ONE_RECORD.check(parsed), text), beside);
  }

  /** Parses what is said about one record of the contracts, and does not check it. */
  static CelAbstractSyntaxTree parsed(String text) throws Problem {
    return tree(OVER_ONE_RECORD.parse(text), text);
  }

  /** Where in the text it is. */
  static Problem problem(CelAbstractSyntaxTree tree, Refused refused) {
    return new Problem(tree, refused.term(), refused.cause(), refused.mend());
  }

  /** What is wrong in an expression. */
  static final class Problem extends Exception {
    private static final long serialVersionUID = 1L;
    private final int offset;
    private final String mend;

    /** At a character of the text, from 0. */
    Problem(int offset, String cause, String mend) {
      super(cause);
      this.offset = offset;
      this.mend = mend;
    }

    /** At a term of a parsed expression. */
    Problem(CelAbstractSyntaxTree tree, CelExpr term, String cause, String mend) {
      this(Expressions.offset(tree, term), cause, mend);
    }

    int offset() {
      return offset;
    }

    String cause() {
      return String.valueOf(getMessage());
    }

    String mend() {
      return mend;
    }
  }

  /** CEL counts code points; texts of rules are cut at characters. */
  static int offset(CelAbstractSyntaxTree tree, CelExpr term) {
    int codePoints = tree.getSource().getPositionsMap().getOrDefault(term.id(), 0);
    String text = tree.getSource().getContent().toString();
    return text.offsetByCodePoints(0, Math.min(codePoints, text.length()));
  }

  /** The tree of what was parsed or checked. */
  static CelAbstractSyntaxTree tree(CelValidationResult result, String text) throws Problem {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw CelMessages.problem(firstIssue(result), text);
    }
  }

  private static CelIssue firstIssue(CelValidationResult result) {
    List<CelIssue> issues = result.getErrors();
    return issues.get(0);
  }

  /** The call that a term is; absent when it is none. */
  static CelExpr.@Nullable CelCall call(CelExpr term) {
    return term.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL ? term.call() : null;
  }

  /** The name that a term is; absent when it is none. */
  static @Nullable String name(CelExpr term) {
    return term.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT ? term.ident().name() : null;
  }

  /** The dotted name of a field or of a part of one; absent for any other term. */
  static @Nullable String path(CelExpr term) {
    if (term.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
      String of = path(term.select().operand());
      return of == null ? null : of + "." + term.select().field();
    }
    return name(term);
  }

  /** CEL places a part of a field at its dot; its name begins with the field's. */
  static CelExpr first(CelExpr term) {
    return term.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT
        ? first(term.select().operand())
        : term;
  }

  /** The text constant that a term is; absent when it is none. */
  static @Nullable String text(CelExpr term) {
    return term.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && term.constant().getKind() == dev.cel.common.ast.CelConstant.Kind.STRING_VALUE
        ? term.constant().stringValue()
        : null;
  }
}
