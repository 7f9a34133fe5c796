/** Watermarks: how event time moves, by arrival alone. */
@NullMarked
package org.almenara.pipeline.time;

import org.jspecify.annotations.NullMarked;
