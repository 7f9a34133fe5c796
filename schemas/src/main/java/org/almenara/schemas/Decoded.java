package org.almenara.schemas;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading a record: a value or a refusal, one of them.
 *
 * @param value the record; absent when refused
 * @param refusal why not; absent when read
 * @param dropped how many fields were dropped because the contract does not name them
 */
public record Decoded<T>(@Nullable T value, @Nullable Refusal refusal, int dropped) {}
