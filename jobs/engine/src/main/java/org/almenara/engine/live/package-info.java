/**
 * Which rule set holds when: rule sets take effect, run in shadow, are stopped and rolled back at
 * instants that depend on records alone.
 *
 * <p>Starting points: {@link org.almenara.engine.live.Timeline} is built of what was published and
 * activated; {@link org.almenara.engine.live.Stretch} says what holds between two changes.
 */
@NullMarked
package org.almenara.engine.live;

import org.jspecify.annotations.NullMarked;
