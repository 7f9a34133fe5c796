/**
 * What analysts do with rules before they are live: check, try, compare, weigh and begin them.
 *
 * <p>Starting points: {@link org.almenara.cli.rules.RulesCommand}, {@link
 * org.almenara.cli.rules.RuleFolder}.
 */
@NullMarked
package org.almenara.cli.rules;

import org.jspecify.annotations.NullMarked;
