@NullMarked
package org.almenara.cli.doctor;

import org.jspecify.annotations.NullMarked;
