/**
 * Which rule sets were published, which of them judge from when on, and what the workers of a job
 * say of it.
 *
 * <p>Starting points: {@link org.almenara.cli.live.RuleBook}, {@link
 * org.almenara.cli.live.ActivationHistory}, {@link org.almenara.cli.live.Workers}.
 */
@NullMarked
package org.almenara.cli.live;

import org.jspecify.annotations.NullMarked;
