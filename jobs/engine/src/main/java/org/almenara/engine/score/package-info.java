/** Findings of one focal entity become a score with its corroboration. */
@NullMarked
package org.almenara.engine.score;

import org.jspecify.annotations.NullMarked;
