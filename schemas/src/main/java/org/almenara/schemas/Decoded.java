package org.almenara.schemas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a record: a value or a refusal, one of them.
 *
 * @param value the record; absent when refused
 * @param refusal why not; absent when read
 * @param dropped one path for each field that was dropped, in order: the contract's path of a field
 *     that this deployment does not take ({@code payer}); {@code ?} for a field that the contract
 *     does not name, after the path of the object that held it ({@code studio.?}). Never a name of
 *     the writer's. Usually empty
 */
public record Decoded<T>(@Nullable T value, @Nullable Refusal refusal, List<String> dropped) {}
