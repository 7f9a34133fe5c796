package org.almenara.pipeline.operators;

import org.almenara.pipeline.Control;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What operators keep of the control topics: every record that its contract takes, by topic and
 * key, for ever.
 *
 * <p>In this version the rule set is the one packed with the job, and control records take no
 * effect beyond being kept; they are in every savepoint, so that a version that acts on them has
 * them all.
 */
public final class Controls {

  /** Broadcast state: control records by topic and key. */
  public static final MapStateDescriptor<String, Control> STATE =
      new MapStateDescriptor<>("controls", Types.STRING, TypeInformation.of(Control.class));

  private Controls() {}

  static void keep(Control control, BroadcastState<String, Control> state) throws Exception {
    state.put(control.topic() + "|" + control.key(), control);
  }
}
