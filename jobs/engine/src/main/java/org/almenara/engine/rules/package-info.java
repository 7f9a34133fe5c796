/**
 * The rule language: YAML files read strictly, predicates in CEL, compiled to a {@link
 * org.almenara.engine.rules.RuleSet}.
 */
@NullMarked
package org.almenara.engine.rules;

import org.jspecify.annotations.NullMarked;
