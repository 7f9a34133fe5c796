package org.almenara.schemas;

import java.util.List;

/** What a record of a contract is, and so which fields it cannot do without. */
public interface RecordType extends Coded {

  /** JSON names of the fields that a record of this type must have, beside the envelope's. */
  List<String> required();
}
