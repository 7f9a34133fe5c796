/**
 * What can be said of rules before they run: what would never fire, what says the same twice, what
 * reads a field that marks who a person is, what it costs.
 *
 * <p>Starting points: {@link org.almenara.engine.rules.lint.Lint}, {@link
 * org.almenara.engine.rules.lint.Cost}.
 */
@NullMarked
package org.almenara.engine.rules.lint;

import org.jspecify.annotations.NullMarked;
