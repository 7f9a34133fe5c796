/**
 * The contracts: one Java record a JSON Schema, and the codec that reads them strictly.
 *
 * <p>Starting points: {@link org.almenara.schemas.PlatformEvent} and {@link
 * org.almenara.schemas.Tip} come in, {@link org.almenara.schemas.FlaggedCase} goes out, {@link
 * org.almenara.schemas.RecordReader} stands at the door.
 */
@NullMarked
package org.almenara.schemas;

import org.jspecify.annotations.NullMarked;
