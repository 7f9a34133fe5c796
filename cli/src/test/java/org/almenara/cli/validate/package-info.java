@NullMarked
package org.almenara.cli.validate;

import org.jspecify.annotations.NullMarked;
