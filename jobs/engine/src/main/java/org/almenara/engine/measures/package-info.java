/** Shared, bounded, exact summaries of what an entity did inside a window. */
@NullMarked
package org.almenara.engine.measures;

import org.jspecify.annotations.NullMarked;
