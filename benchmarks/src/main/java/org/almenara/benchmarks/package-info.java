/**
 * What the hot path costs, by JMH. One contender a JVM: two in one JVM disturb each other. Commands
 * and figures stand in docs/performance.md.
 */
@NullMarked
package org.almenara.benchmarks;

import org.jspecify.annotations.NullMarked;
