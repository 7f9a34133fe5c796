package org.almenara.schemas;

/**
 * Why a record was not taken: the reason and the place in the contract, never a value.
 *
 * @param reason the first cause that was found; there may be more
 * @param path dotted path of the contract field ({@code studio.token}), without an index in a list;
 *     {@code ""} for the record as a whole
 */
public record Refusal(Reason reason, String path) {

  /**
   * Causes, each with what its writer can do.
   *
   * <p>A value of the wrong shape or code is refused for what it looks like, where that can be told
   * ({@code looks_like_...}): then plain data has left the platform, which matters more than the
   * shape that it should have had.
   */
  public enum Reason implements Coded {
    TOMBSTONE("tombstone", "send a value with each record; these topics know no deletion by key"),
    EMPTY("empty", "send one JSON object a record"),
    TOO_LARGE(
        "too_large",
        "a record has at most "
            + RecordReader.MAX_BYTES
            + " bytes, a rule set "
            + RecordReader.MAX_RULE_SET_BYTES),
    TOO_DEEP("too_deep", "a record has at most " + RecordReader.MAX_DEPTH + " levels"),
    NAME_TOO_LONG(
        "name_too_long", "the name of a field has at most " + RecordReader.MAX_NAME + " bytes"),
    BYTE_ORDER_MARK("byte_order_mark", "send UTF-8 without a byte-order mark"),
    NOT_UTF8("not_utf8", "encode the record as UTF-8"),
    TRUNCATED("truncated", "the record ends too soon: send it whole"),
    MALFORMED_JSON("malformed_json", "write the record with a JSON library"),
    NOT_AN_OBJECT("not_an_object", "send one JSON object a record, not a list and not a value"),
    TRAILING_CONTENT("trailing_content", "end the record with its object: send no second one"),

    DUPLICATE_FIELD("duplicate_field", "name each field once"),
    TYPE_UNKNOWN("type_unknown", "use a type that the schema of this topic lists"),
    FIELD_MISSING("field_missing", "add the field: the schema needs it here"),
    NULL_VALUE("null_value", "leave the field out where you do not know: null is refused"),
    WRONG_TYPE("wrong_type", "use the JSON type of the schema"),
    FRACTION(
        "fraction",
        "send a whole number, without fraction or exponent: amounts are in minor units"),
    NUMBER_TOO_LARGE("number_too_large", "the number has more digits than any field can hold"),
    OUT_OF_RANGE("out_of_range", "stay inside the schema's bounds"),
    LIST_TOO_LONG("list_too_long", "a list has at most " + RecordReader.MAX_LIST + " entries"),
    UNKNOWN_CODE("unknown_code", "use a code of the schema's list"),
    WRONG_SHAPE("wrong_shape", "send tokens, codes and times in the schema's shape"),
    TOKEN_OF_ANOTHER_KIND(
        "token_of_another_kind", "the prefix is another entity's: use the token of this field's"),
    TOKEN_TOO_SHORT(
        "token_too_short", "a token has at least 128 random bits: 22 characters after its prefix"),

    LOOKS_LIKE_EMAIL(
        "looks_like_email", "an e-mail address must never be sent: send the entity's token"),
    LOOKS_LIKE_PHONE(
        "looks_like_phone", "a telephone number must never be sent: send the entity's token"),
    LOOKS_LIKE_IP_ADDRESS(
        "looks_like_ip_address", "an IP address must never be sent: send the network's token"),
    LOOKS_LIKE_URL("looks_like_url", "an address on the web must never be sent: leave it out"),
    LOOKS_LIKE_COORDINATES(
        "looks_like_coordinates", "a position must never be sent: send the city as UN/LOCODE"),
    LOOKS_LIKE_CARD_NUMBER(
        "looks_like_card_number", "a card number must never be sent: send the instrument's token"),
    LOOKS_LIKE_DATE_OR_LOCAL_TIME(
        "looks_like_date_or_local_time",
        "send times as YYYY-MM-DDTHH:MM:SS[.sss]Z, in UTC, of a day that exists; send no date"
            + " that belongs to a person"),
    LOOKS_LIKE_FREE_TEXT(
        "looks_like_free_text", "free text must never be sent: send a code of your own list"),

    PERIOD_REVERSED("period_reversed", "a period ends at or after its start"),
    LEGAL_BASIS_MISSING("legal_basis_missing", "data on payers needs the code of its legal basis"),
    PAYERS_NOT_ACCEPTED(
        "payers_not_accepted", "this deployment takes no data on payers: do not send such records"),
    ENTITY_MISSING(
        "entity_missing",
        "a resolved tip names a performer, a studio or a payout; else it is not resolved"),
    REPORTER_CONTRADICTS(
        "reporter_contradicts", "an anonymous reporter has no token: leave it out"),

    SAME_PERSON("same_person", "two people answer for it: the second is another than the first"),
    HASH_WRONG(
        "hash_wrong",
        "the hash is that of other files: publish the files that it was made from, or their hash"),

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
