/**
 * The main job: from Kafka records to flagged cases, in Flink.
 *
 * <p>Starting points: {@link org.almenara.pipeline.FlagCasesJob#define} is the picture in code;
 * each box of it is a class in {@link org.almenara.pipeline.operators}, thin round a call into the
 * engine. Only {@link org.almenara.pipeline.kafka} knows Kafka.
 */
@NullMarked
package org.almenara.pipeline;

import org.jspecify.annotations.NullMarked;
