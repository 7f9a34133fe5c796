/**
 * The {@code almenara} command.
 *
 * <p>Starting points: {@link org.almenara.cli.Almenara} is the main class, {@link
 * org.almenara.cli.demo} runs the whole system on this machine, {@link org.almenara.cli.broker} the
 * Kafka broker for it.
 */
@NullMarked
package org.almenara.cli;

import org.jspecify.annotations.NullMarked;
