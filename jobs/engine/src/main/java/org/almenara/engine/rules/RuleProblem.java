package org.almenara.engine.rules;

/**
 * What is wrong in a rule set, and where.
 *
 * @param file name of the file
 * @param line from 1; 0 for the file as a whole
 * @param column from 1; 0 for the file as a whole
 * @param cause what is wrong
 * @param mend what to do
 */
public record RuleProblem(String file, int line, int column, String cause, String mend) {

  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return place + ": " + cause + "; " + mend;
  }
}
