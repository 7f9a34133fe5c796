package org.almenara.schemas;

/**
 * Why a record was not taken: the reason and the place in the contract, never a value.
 *
 * @param reason the cause
 * @param path dotted path of the contract field ({@code studio.token}), without an index in a list;
 *     {@code ""} for the record as a whole
 */
public record Refusal(Reason reason, String path) {

  /** Causes, each with what its writer can do. */
  public enum Reason implements Coded {
    EMPTY("empty", "send one JSON object a record"),
    TOO_LARGE(
        "too_large",
        "a record has at most "
            + RecordReader.MAX_BYTES
            + " bytes, "
            + RecordReader.MAX_DEPTH
            + " levels, and names of "
            + RecordReader.MAX_NAME
            + " bytes"),
    NOT_JSON("not_json", "send UTF-8 JSON without a byte-order mark"),
    NOT_AN_OBJECT("not_an_object", "send one JSON object a record"),
    TRAILING_CONTENT("trailing_content", "send one JSON object a record"),
    DUPLICATE_FIELD("duplicate_field", "name each field once"),
    TYPE_UNKNOWN("type_unknown", "use a type of the contract"),
    FIELD_MISSING("field_missing", "add the field: the schema needs it here"),
    WRONG_TYPE("wrong_type", "use the JSON type of the schema; leave out what you do not know"),
    WRONG_SHAPE(
        "wrong_shape", "send tokens, codes and times in the schema's shape, never plain values"),
    UNKNOWN_CODE("unknown_code", "use a code of the schema's list"),
    OUT_OF_RANGE("out_of_range", "stay inside the schema's bounds"),
    LATE("late", "send within one hour of the record's time"),
    FUTURE("future", "set the writer's clock: the time is over five minutes ahead of arrival");

    private final String code;
    private final String mend;

    Reason(String code, String mend) {
      this.code = code;
      this.mend = mend;
    }

    @Override
    public String code() {
      return code;
    }

    /** What the writer can do about it. */
    public String mend() {
      return mend;
    }
  }
}
