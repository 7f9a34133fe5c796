/** Says what the rules make of a labelled world, and whether that is good enough. */
@NullMarked
package org.almenara.cli.evaluate;

import org.jspecify.annotations.NullMarked;
