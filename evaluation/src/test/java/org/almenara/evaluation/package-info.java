@NullMarked
package org.almenara.evaluation;

import org.jspecify.annotations.NullMarked;
