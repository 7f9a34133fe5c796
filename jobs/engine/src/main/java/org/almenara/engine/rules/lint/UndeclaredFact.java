package org.almenara.engine.rules.lint;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.almenara.engine.rules.Inspection;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSource;

/**
 * A measure takes records of which {@code requires} names no type: where a feed lacks them, nobody
 * can tell that the rule is quiet because it is blind. Or {@code requires} names what no measure
 * takes.
 */
final class UndeclaredFact implements Check {

  private static final int NAMED = 3;

  @Override
  public void check(Inspection inspection, Remarks remarks) {
    for (RuleSource source : inspection.sources()) {
      Rule rule = inspection.rules().get(source.id());
      if (rule != null) {
        check(source, rule, remarks);
      }
    }
  }

  private static void check(RuleSource source, Rule rule, Remarks remarks) {
    Set<String> required =
        source.requires().stream().map(RuleSource.Fact::type).collect(Collectors.toSet());
    Set<String> taken = new TreeSet<>();
    for (Rule.Input input : rule.inputs()) {
      Set<String> types = input.gauge().measure().types();
      taken.addAll(types);
      if (!types.isEmpty() && types.stream().noneMatch(required::contains)) {
        remarks.warning(
            source.at(
                source.requires().isEmpty() ? "/measures/" + input.name() : "/requires",
                "no fact that the rule requires is of a record that '" + input.name() + "' takes",
                "add to requires: "
                    + (types.size() > NAMED
                        ? "the record type that it is about, and name that in where"
                        : String.join(", ", types))));
      }
    }
    for (int i = 0; i < source.requires().size() && !taken.isEmpty(); i++) {
      RuleSource.Fact fact = source.requires().get(i);
      if (!taken.contains(fact.type())) {
        remarks.warning(
            source.at(
                "/requires/" + i,
                "no measure of the rule takes records of type " + fact.type(),
                "remove '" + fact.text() + "', or measure them"));
      }
    }
  }
}
