@NullMarked
package org.almenara.cli.evaluate;

import org.jspecify.annotations.NullMarked;
