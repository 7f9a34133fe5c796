/** Judging a record where it is read: accepted or refused, both move time. */
@NullMarked
package org.almenara.pipeline.validate;

import org.jspecify.annotations.NullMarked;
