/**
 * The whole system on this machine: a simulated world, a real broker, the real job.
 *
 * <p>Starting points: {@link org.almenara.cli.demo.DemoCommand} tells the order of things, {@link
 * org.almenara.cli.demo.LocalJob} runs the job, {@link org.almenara.cli.demo.Feed} sends the world,
 * {@link org.almenara.cli.demo.Verdict} compares cases with the truth.
 */
@NullMarked
package org.almenara.cli.demo;

import org.jspecify.annotations.NullMarked;
