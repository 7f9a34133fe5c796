/**
 * Tries an export against its contract before it is sent.
 *
 * <p>Starting points: {@link org.almenara.cli.validate.ValidateCommand}, {@link
 * org.almenara.cli.validate.Tally}.
 */
@NullMarked
package org.almenara.cli.validate;

import org.jspecify.annotations.NullMarked;
