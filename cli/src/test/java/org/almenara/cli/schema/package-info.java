@NullMarked
package org.almenara.cli.schema;

import org.jspecify.annotations.NullMarked;
