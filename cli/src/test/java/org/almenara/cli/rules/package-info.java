/** Tests of the commands about rules. */
@NullMarked
package org.almenara.cli.rules;

import org.jspecify.annotations.NullMarked;
