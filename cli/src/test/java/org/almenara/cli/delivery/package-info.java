/** Delivery on a real broker: exactly once, through halts and long silences. */
@NullMarked
package org.almenara.cli.delivery;

import org.jspecify.annotations.NullMarked;
