@NullMarked
package org.almenara.cli.broker;

import org.jspecify.annotations.NullMarked;
