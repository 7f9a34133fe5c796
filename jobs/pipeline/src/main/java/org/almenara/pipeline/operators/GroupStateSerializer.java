package org.almenara.pipeline.operators;

import java.io.IOException;
import org.almenara.engine.evaluate.GroupState;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a group's state as the engine does, in one blob that names its own format: so the engine's
 * version, not Flink's, decides what it can still read.
 */
public final class GroupStateSerializer extends TypeSerializerSingleton<GroupState> {

  private static final long serialVersionUID = 1L;

  static final GroupStateSerializer INSTANCE = new GroupStateSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public GroupState createInstance() {
    return new GroupState();
  }

  @Override
  public GroupState copy(GroupState from) {
    return from.copy();
  }

  @Override
  public GroupState copy(GroupState from, GroupState reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(GroupState state, DataOutputView target) throws IOException {
    state.write(target);
  }

  @Override
  public GroupState deserialize(DataInputView source) throws IOException {
    return GroupState.read(source);
  }

  @Override
  public GroupState deserialize(GroupState reuse, DataInputView source) throws IOException {
    return GroupState.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    GroupState.read(source).write(target);
  }

  @Override
  public TypeSerializerSnapshot<GroupState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
