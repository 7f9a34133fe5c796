/** What several tests of the engine build on: rule sets and records in a line each. */
@NullMarked
package org.almenara.engine.testing;

import org.jspecify.annotations.NullMarked;
