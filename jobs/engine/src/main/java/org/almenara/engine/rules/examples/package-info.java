/**
 * The examples beside the rules: records in, findings out. {@link
 * org.almenara.engine.rules.examples.RuleExamples} reads and runs them.
 */
@NullMarked
package org.almenara.engine.rules.examples;

import org.jspecify.annotations.NullMarked;
