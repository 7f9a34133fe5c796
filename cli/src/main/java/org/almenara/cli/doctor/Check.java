package org.almenara.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What one check found.
 *
 * @param subject what was looked at
 * @param found what is there
 * @param mend what to do about it; absent when nothing is wrong
 */
record Check(String subject, String found, @Nullable String mend) {

  static Check ok(String subject, String found) {
    return new Check(subject, found, null);
  }

  boolean isOk() {
    return mend == null;
  }
}
