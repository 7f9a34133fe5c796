@NullMarked
package org.almenara.cli.topics;

import org.jspecify.annotations.NullMarked;
