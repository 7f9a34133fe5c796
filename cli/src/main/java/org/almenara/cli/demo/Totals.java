package org.almenara.cli.demo;

import java.util.Locale;

/**
 * Where the records went: nothing may get lost on the way.
 *
 * @param sent what the simulator sent
 * @param accepted what the job took, records that came twice included
 * @param heartbeats what only moved time
 * @param refused what is on {@code events.rejected.v1}
 * @param late what is on {@code events.late.v1}
 */
record Totals(long sent, long accepted, long heartbeats, long refused, long late) {

  boolean addUp() {
    return sent == accepted + heartbeats + refused + late;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d records sent%s %,d accepted, those sent twice included + %,d heartbeats"
            + " + %,d refused + %,d too late",
        sent,
        addUp() ? " =" : ", and that is NOT",
        accepted,
        heartbeats,
        refused,
        late);
  }
}
