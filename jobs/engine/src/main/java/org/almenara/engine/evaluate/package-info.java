/**
 * Fan-out of records to entities, and the evaluation of rules at instants: records in, findings
 * out.
 */
@NullMarked
package org.almenara.engine.evaluate;

import org.jspecify.annotations.NullMarked;
