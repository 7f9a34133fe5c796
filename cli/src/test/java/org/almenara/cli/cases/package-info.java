@NullMarked
package org.almenara.cli.cases;

import org.jspecify.annotations.NullMarked;
