package org.almenara.pipeline.operators;

import org.almenara.pipeline.Control;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/**
 * A step that works by rule sets, and says which it runs whenever its time moves, also where no
 * record comes its way.
 *
 * <p>Flink tells a function of records, timers and controls, and of time itself only its operator.
 * So each such step has an operator of ours around Flink's own: {@link KeyedByRules} or {@link
 * UnkeyedByRules}.
 */
public interface StepByRules extends Function {

  /** What the worker knows of rule sets. */
  RulesInForce rules();

  /**
   * Puts a keyed step into the graph.
   *
   * @param controls what every worker hears
   * @param says what it puts out
   */
  static <I, O, F extends KeyedBroadcastProcessFunction<String, I, Control, O> & StepByRules>
      SingleOutputStreamOperator<O> of(
          KeyedStream<I, String> data, DataStream<Control> controls, F step, Class<O> says) {
    return data.connect(controls.broadcast())
        .transform("", TypeInformation.of(says), new KeyedByRules<>(step));
  }

  /** Puts a step without a key into the graph; see the keyed one. */
  static <I, O, F extends BroadcastProcessFunction<I, Control, O> & StepByRules>
      SingleOutputStreamOperator<O> of(
          DataStream<I> data, DataStream<Control> controls, F step, Class<O> says) {
    return data.connect(controls.broadcast())
        .transform("", TypeInformation.of(says), new UnkeyedByRules<>(step));
  }
}
