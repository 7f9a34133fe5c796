/** Plain data in refused records, looked for in every place that the job writes or shows. */
@NullMarked
package org.almenara.cli.canary;

import org.jspecify.annotations.NullMarked;
