package org.almenara.pipeline.operators;

import java.io.IOException;
import org.almenara.engine.evaluate.Blob;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a state as the engine does, in one blob that names its own format: so the engine's
 * version, not Flink's, decides what it can still read. The serializer of each state is a class of
 * its own, since savepoints name it.
 */
abstract class BlobSerializer<S extends Blob<S>> extends TypeSerializerSingleton<S> {

  private static final long serialVersionUID = 1L;

  /** Reads what the state has written. */
  abstract S read(DataInputView source) throws IOException;

  @Override
  public final boolean isImmutableType() {
    return false;
  }

  @Override
  public final S copy(S from) {
    return from.copy();
  }

  @Override
  public final S copy(S from, S reuse) {
    return from.copy();
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final void serialize(S state, DataOutputView target) throws IOException {
    state.write(target);
  }

  @Override
  public final S deserialize(DataInputView source) throws IOException {
    return read(source);
  }

  @Override
  public final S deserialize(S reuse, DataInputView source) throws IOException {
    return read(source);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    read(source).write(target);
  }
}
