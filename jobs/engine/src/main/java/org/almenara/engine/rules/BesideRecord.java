package org.almenara.engine.rules;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.almenara.schemas.Coded;

/**
 * What filters and numbers can ask beside the record: {@code baseline.<name>}, from the settings,
 * and {@code register.<fact>}, from the registers.
 */
final class BesideRecord {

  static final String BASELINE = "baseline";
  static final String REGISTER = "register";

  /** What registers say of the studio or the payout instrument that a record names. */
  enum RegisterFact implements Coded {
    STUDIO_REGISTERED("studio", "registered", SimpleType.BOOL),
    STUDIO_AUDITED("studio", "audited", SimpleType.BOOL),
    STUDIO_SIZE("studio", "size", SimpleType.INT),
    PAYOUT_AGGREGATOR("payout", "aggregator", SimpleType.BOOL);

    private final String of;
    private final String what;

    @SuppressWarnings("ImmutableEnumChecker") // a constant of CEL
    private final CelType type;

    RegisterFact(String of, String what, CelType type) {
      this.of = of;
      this.what = what;
      this.type = type;
    }

    /** The field of the record that says of whom. */
    String of() {
      return of;
    }

    @Override
    public String code() {
      return of + "." + what;
    }

    static RegisterFact ofPath(String path) {
      return Arrays.stream(values())
          .filter(fact -> path.equals(REGISTER + "." + fact.code()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static final List<String> REGISTER_FACTS =
      Arrays.stream(RegisterFact.values()).map(RegisterFact::code).toList();

  private static final StructType STUDIO = part("studio");
  private static final StructType PAYOUT = part("payout");
  private static final StructType WHOLE =
      struct("almenara.Register", Map.of("studio", STUDIO, "payout", PAYOUT));

  private BesideRecord() {}

  static boolean isBaseline(String path) {
    return path.equals(BASELINE) || path.startsWith(BASELINE + ".");
  }

  static boolean isOfRegister(String path) {
    return path.equals(REGISTER) || path.startsWith(REGISTER + ".");
  }

  /** CEL types by name. */
  static Map<String, CelType> types() {
    return Map.of(BASELINE, MapType.create(SimpleType.STRING, SimpleType.DOUBLE), REGISTER, WHOLE);
  }

  /** The message types among them. */
  static List<StructType> messages() {
    return List.of(STUDIO, PAYOUT, WHOLE);
  }

  private static StructType part(String of) {
    return struct(
        "almenara.Register." + of,
        Arrays.stream(RegisterFact.values())
            .filter(fact -> fact.of.equals(of))
            .collect(Collectors.toMap(fact -> fact.what, fact -> fact.type)));
  }

  private static StructType struct(String name, Map<String, ? extends CelType> parts) {
    ImmutableMap<String, CelType> types = ImmutableMap.copyOf(parts);
    return StructType.create(
        name, ImmutableSet.copyOf(types.keySet()), field -> Optional.ofNullable(types.get(field)));
  }

  /** What a parsed expression asks beside the record, by dotted name; all of it is known. */
  static SortedSet<String> check(CelAbstractSyntaxTree tree, Baselines baselines)
      throws Expressions.Problem {
    SortedSet<String> asked = new TreeSet<>();
    check(tree, tree.getExpr(), baselines, asked);
    return asked;
  }

  private static void check(
      CelAbstractSyntaxTree tree, CelExpr term, Baselines baselines, Set<String> asked)
      throws Expressions.Problem {
    String path = Expressions.path(term);
    if (path != null) {
      if (isBaseline(path)) {
        checkName(tree, term, path, BASELINE, baselines.byName().keySet());
        asked.add(path);
      } else if (isOfRegister(path)) {
        checkName(tree, term, path, REGISTER, new TreeSet<>(REGISTER_FACTS));
        asked.add(path);
      }
      return;
    }
    if (term.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT) {
      check(tree, term.select().operand(), baselines, asked);
    } else if (term.exprKind().getKind() == CelExpr.ExprKind.Kind.LIST) {
      for (CelExpr element : term.list().elements()) {
        check(tree, element, baselines, asked);
      }
    }
    CelExpr.CelCall call = Expressions.call(term);
    if (call != null) {
      if (call.target().isPresent()) {
        check(tree, call.target().get(), baselines, asked);
      }
      for (CelExpr argument : call.args()) {
        check(tree, argument, baselines, asked);
      }
    }
  }

  private static void checkName(
      CelAbstractSyntaxTree tree, CelExpr term, String path, String whole, Set<String> known)
      throws Expressions.Problem {
    String name = path.equals(whole) ? "" : path.substring(whole.length() + 1);
    if (known.contains(name)) {
      return;
    }
    boolean baseline = whole.equals(BASELINE);
    String cause =
        name.isEmpty()
            ? "'" + whole + "' is nothing by itself"
            : baseline
                ? "the settings have no baseline '" + name + "'"
                : "registers do not say '" + name + "'";
    throw new Expressions.Problem(
        tree,
        Expressions.first(term),
        cause,
        known.isEmpty()
            ? "add it under baselines in settings.yaml"
            : Names.suggest(name, known, baseline ? "baselines are" : "they say"));
  }
}
