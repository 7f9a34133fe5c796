@NullMarked
package org.almenara.simulator;

import org.jspecify.annotations.NullMarked;
