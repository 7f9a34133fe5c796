/**
 * A labelled world: people who work lawfully, and a few who do not work freely, as platforms would
 * report them. It knows the contracts and nothing of the rules that will judge its records.
 *
 * <p>Starting points: {@link org.almenara.simulator.World} is read from one file, {@link
 * org.almenara.simulator.Simulation} gives its records in order of arrival and, apart from them,
 * its {@link org.almenara.simulator.Truth}. Behaviours are composed in the file from the
 * implementations of {@link org.almenara.simulator.Primitive}.
 */
@NullMarked
package org.almenara.simulator;

import org.jspecify.annotations.NullMarked;
