@NullMarked
package org.almenara.pipeline;

import org.jspecify.annotations.NullMarked;
