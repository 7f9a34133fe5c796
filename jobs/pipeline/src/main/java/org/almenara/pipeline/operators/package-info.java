/** The boxes of the picture, one class each: state, time and a call into the engine. */
@NullMarked
package org.almenara.pipeline.operators;

import org.jspecify.annotations.NullMarked;
