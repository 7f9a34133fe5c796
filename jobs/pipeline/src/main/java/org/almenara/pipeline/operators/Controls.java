package org.almenara.pipeline.operators;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.almenara.engine.registers.Register;
import org.almenara.pipeline.Control;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What operators keep of the control topics: every record that its contract takes, by topic and
 * key, for ever.
 *
 * <p>In this version the rule set is the one packed with the job, and control records take no
 * effect beyond being kept, but for registers, which filters ask; they are in every savepoint, so
 * that a version that acts on them has them all.
 */
public final class Controls {

  /** Broadcast state: control records by topic and key. */
  public static final MapStateDescriptor<String, Control> STATE =
      new MapStateDescriptor<>("controls", Types.STRING, TypeInformation.of(Control.class));

  private Controls() {}

  static void keep(Control control, BroadcastState<String, Control> state) throws Exception {
    String key = control.topic() + "|" + control.key();
    // Of a register every version: the one before counts until its successor's lead has passed.
    state.put(isOfRegister(control) ? key + "|" + control.timestamp() : key, control);
  }

  private static boolean isOfRegister(Control control) {
    return control.topic().equals(Topic.REGISTERS.topicName());
  }

  /** What is kept of registers. */
  static Register register(ReadOnlyBroadcastState<String, Control> state) throws Exception {
    Register register = new Register();
    for (Map.Entry<String, Control> kept : state.immutableEntries()) {
      add(kept.getValue(), register);
    }
    return register;
  }

  /** Adds a control to a register, if it is of one. */
  static void add(Control control, Register register) {
    if (isOfRegister(control)) {
      byte[] value = control.value().getBytes(StandardCharsets.UTF_8);
      RegisterEntry entry = RecordReader.REGISTER_ENTRIES.read(value).value();
      register.add(Objects.requireNonNull(entry, "it was judged before"), control.timestamp());
    }
  }
}
