package org.almenara.pipeline.operators;

import java.io.IOException;
import org.almenara.engine.evaluate.GroupState;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;

/** Writes a group's state. */
public final class GroupStateSerializer extends BlobSerializer<GroupState> {

  private static final long serialVersionUID = 1L;

  static final GroupStateSerializer INSTANCE = new GroupStateSerializer();

  @Override
  public GroupState createInstance() {
    return new GroupState();
  }

  @Override
  GroupState read(DataInputView source) throws IOException {
    return GroupState.read(source);
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
