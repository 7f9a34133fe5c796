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
 * @param open refused and late ones that are on neither yet: their entry comes when time has passed
 *     their minute of arrival, and no record moves time past the last one
 */
record Totals(long sent, long accepted, long heartbeats, long refused, long late, long open) {

  boolean addUp() {
    return sent == accepted + heartbeats + refused + late + open;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d records sent%s %,d accepted, those sent twice included + %,d heartbeats"
            + " + %,d refused + %,d too late%s",
        sent,
        addUp() ? " =" : ", and that is NOT",
        accepted,
        heartbeats,
        refused,
        late,
        open == 0 ? "" : String.format(Locale.ROOT, " + %,d in a minute that is still open", open));
  }
}
