@NullMarked
package org.almenara.engine.registers;

import org.jspecify.annotations.NullMarked;
