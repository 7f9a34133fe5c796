@NullMarked
package org.almenara.engine;

import org.jspecify.annotations.NullMarked;
