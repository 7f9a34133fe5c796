package org.almenara.cli.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.almenara.cli.live.RuleBook;
import org.almenara.cli.live.RuleBook.Published;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A published rule set that a person names by its hash, or by how that begins. */
final class NamedRuleSet {

  private static final int SHOWN = 12;

  private NamedRuleSet() {}

  /** Finds it, or says why it cannot be told which is meant. */
  static Published find(RuleBook book, String name, CommandSpec spec) {
    if (!name.matches("[0-9a-f]{6,64}")) {
      throw refused(
          spec,
          "'" + name + "' is no hash of a rule set: write 6 or more of its hexadecimal digits");
    }
    List<Published> found = book.startingWith(name);
    if (found.isEmpty()) {
      throw refused(
          spec,
          "no published rule set has a hash that begins with '"
              + name
              + "'; `almenara rules show` lists them");
    }
    if (found.size() > 1) {
      int digits = Math.max(SHOWN, name.length() + 2);
      throw refused(
          spec,
          "'%s' begins the hashes of %d rule sets: %s; write more digits"
              .formatted(
                  name,
                  found.size(),
                  found.stream()
                      .map(each -> each.document().hash())
                      .map(hash -> hash.substring(0, Math.min(digits, hash.length())))
                      .collect(Collectors.joining(", "))));
    }
    return found.get(0);
  }

  private static ParameterException refused(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
