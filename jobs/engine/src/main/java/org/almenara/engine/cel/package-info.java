/**
 * CEL expressions over one record, compiled from the checked tree into closures: see {@link
 * org.almenara.engine.cel.Closures}. What stays outside the subset stands in {@link
 * org.almenara.engine.cel.Subset}.
 */
@NullMarked
package org.almenara.engine.cel;

import org.jspecify.annotations.NullMarked;
