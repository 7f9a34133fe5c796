package org.almenara.engine.rules;

import dev.cel.common.CelIssue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CEL's compiler says, in the words of those who write rules. */
final class CelMessages {

  private static final Pattern UNKNOWN_NAME =
      Pattern.compile("undeclared reference to '([^']+)'.*");
  private static final Pattern UNKNOWN_PART = Pattern.compile("undefined field '([^']+)'.*");
  private static final Pattern WRONG_TYPES =
      Pattern.compile("found no matching overload for '([^']+)' applied to '\\(([^']*)\\)'.*");

  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched input|extraneous input|no viable alternative at input|missing .* at)"
              + " '(.*?)'(?: expecting .*)?");

  private static final Pattern NUMBER_TOO_LARGE =
      Pattern.compile("For input string: \"([^\"]*)\".*");

  private static final Pattern TOO_LARGE =
      Pattern.compile("(?i)expression (?:recursion|code point size).* limit.*");

  private CelMessages() {}

  static Expressions.Problem problem(CelIssue issue, String text) {
    String message = issue.getMessage().lines().findFirst().orElse("").strip();
    int offset =
        offset(text, issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn());
    Matcher name = UNKNOWN_NAME.matcher(message);
    if (name.matches()) {
      return new Expressions.Problem(
          offset,
          "there is no field '" + name.group(1) + "'",
          Names.suggest(name.group(1), RecordFields.types().keySet(), "fields are"));
    }
    Matcher part = UNKNOWN_PART.matcher(message);
    if (part.matches()) {
      return new Expressions.Problem(
          offset,
          "there is no '" + part.group(1) + "' in this field",
          Names.suggest(part.group(1), RecordFields.partNames(), "parts of fields are"));
    }
    Matcher types = WRONG_TYPES.matcher(message);
    if (types.matches()) {
      return new Expressions.Problem(
          offset,
          "'"
              + types.group(1).replace("_", "").replace("@", "")
              + "' does not go with "
              + types.group(2).replace("google.protobuf.Duration", "time"),
          types.group(2).contains("int") && types.group(2).contains("double")
              ? "make a fraction of the whole number: double(amount.minor)"
              : "compare a field with a value of its own type");
    }
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (unexpected.matches()) {
      return new Expressions.Problem(
          offset,
          unexpected.group(1).equals("<EOF>")
              ? "the expression ends too early"
              : "'" + unexpected.group(1) + "' is not expected here",
          "write comparisons, joined by &&, || and !");
    }
    if (message.startsWith("invalid argument to has() macro")) {
      return new Expressions.Problem(
          offset,
          "has asks for a part of a field",
          "write say has(studio.registered); a field that is not there meets no comparison anyway");
    }
    if (message.startsWith("token recognition error at: '\"")) {
      return new Expressions.Problem(offset, "this text does not end", "close the quotes");
    }
    Matcher number = NUMBER_TOO_LARGE.matcher(message);
    if (number.matches()) {
      return new Expressions.Problem(
          offset,
          "'" + number.group(1) + "' is too large a number",
          "write one of at most 18 digits");
    }
    if (TOO_LARGE.matcher(message).matches()) {
      return new Expressions.Problem(
          offset, "this is too long, or has too many brackets in brackets", "make it shorter");
    }
    return new Expressions.Problem(offset, message, "write it as CEL; docs/rules.md has examples");
  }

  /** Characters before a place; lines count from 1, columns from 0. */
  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    return Math.max(0, Math.min(start + column, text.length()));
  }
}
