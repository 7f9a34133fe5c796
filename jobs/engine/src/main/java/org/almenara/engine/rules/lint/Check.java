package org.almenara.engine.rules.lint;

import java.util.Locale;
import org.almenara.engine.rules.Inspection;

/** One thing that lint looks at. */
interface Check {

  /** Says what there is to say; rules that do not compile are looked at as far as they can be. */
  void check(Inspection inspection, Remarks remarks);

  /** Its name in remarks: that of its class, in kebab case. */
  default String kind() {
    return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
