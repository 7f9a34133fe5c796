/**
 * From record to case, in plain Java: neither Flink nor Kafka is on this room's class path.
 *
 * <p>Starting points: {@link org.almenara.engine.rules.RuleSet} is what analysts write, compiled;
 * {@link org.almenara.engine.evaluate.EntityEvaluator} turns records into findings, {@link
 * org.almenara.engine.score.Scorer} findings into assessments, {@link
 * org.almenara.engine.cases.CaseKeeper} assessments into cases; {@link
 * org.almenara.engine.PlainRun} is all of it without a cluster.
 */
@NullMarked
package org.almenara.engine;

import org.jspecify.annotations.NullMarked;
