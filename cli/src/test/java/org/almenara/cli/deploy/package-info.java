@NullMarked
package org.almenara.cli.deploy;

import org.jspecify.annotations.NullMarked;
