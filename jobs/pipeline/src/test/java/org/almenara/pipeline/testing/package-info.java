/** What tests of the pipeline share: partitions in memory, collected outputs, random scenarios. */
@NullMarked
package org.almenara.pipeline.testing;

import org.jspecify.annotations.NullMarked;
