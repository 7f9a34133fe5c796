package org.almenara.cli.validate;

/**
 * Where a record stands.
 *
 * @param partition of its topic; below 0 in a file
 * @param number its offset; in a file its line, from 1
 */
record Place(int partition, long number) {

  static Place line(long number) {
    return new Place(-1, number);
  }

  boolean isLine() {
    return partition < 0;
  }

  @Override
  public String toString() {
    return isLine() ? String.valueOf(number) : partition + "@" + number;
  }
}
