package org.almenara.pipeline.operators;

import java.io.IOException;
import org.almenara.engine.evaluate.EntityState;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes an entity's state as the engine does, in one blob that names its own format: so the
 * engine's version, not Flink's, decides what it can still read.
 */
public final class EntityStateSerializer extends TypeSerializerSingleton<EntityState> {

  private static final long serialVersionUID = 1L;

  static final EntityStateSerializer INSTANCE = new EntityStateSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public EntityState createInstance() {
    return new EntityState();
  }

  @Override
  public EntityState copy(EntityState from) {
    return from.copy();
  }

  @Override
  public EntityState copy(EntityState from, EntityState reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(EntityState state, DataOutputView target) throws IOException {
    state.write(target);
  }

  @Override
  public EntityState deserialize(DataInputView source) throws IOException {
    return EntityState.read(source);
  }

  @Override
  public EntityState deserialize(EntityState reuse, DataInputView source) throws IOException {
    return EntityState.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    EntityState.read(source).write(target);
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
