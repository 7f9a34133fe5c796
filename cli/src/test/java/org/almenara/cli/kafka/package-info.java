@NullMarked
package org.almenara.cli.kafka;

import org.jspecify.annotations.NullMarked;
