@NullMarked
package org.almenara.cli;

import org.jspecify.annotations.NullMarked;
