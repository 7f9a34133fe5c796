/**
 * What registers say and no platform event carries. {@link org.almenara.engine.registers.Register}
 * answers; filters ask it.
 */
@NullMarked
package org.almenara.engine.registers;

import org.jspecify.annotations.NullMarked;
