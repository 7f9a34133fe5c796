/**
 * Whether this machine is fit for a build and a demo.
 *
 * <p>Starting points: {@link org.almenara.cli.doctor.DoctorCommand}, {@link
 * org.almenara.cli.doctor.Checks}.
 */
@NullMarked
package org.almenara.cli.doctor;

import org.jspecify.annotations.NullMarked;
