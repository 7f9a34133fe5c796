package org.almenara.pipeline.operators;

import java.io.IOException;
import org.almenara.engine.evaluate.EntityState;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;

/** Writes an entity's state. */
public final class EntityStateSerializer extends BlobSerializer<EntityState> {

  private static final long serialVersionUID = 1L;

  static final EntityStateSerializer INSTANCE = new EntityStateSerializer();

  @Override
  public EntityState createInstance() {
    return new EntityState();
  }

  @Override
  EntityState read(DataInputView source) throws IOException {
    return EntityState.read(source);
  }

  @Override
  public TypeSerializerSnapshot<EntityState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EntityState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
