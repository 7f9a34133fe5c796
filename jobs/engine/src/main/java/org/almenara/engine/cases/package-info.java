/** The life of a case and the content that investigators read. */
@NullMarked
package org.almenara.engine.cases;

import org.jspecify.annotations.NullMarked;
