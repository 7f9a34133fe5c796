/** When a record counts: functions of the record alone, so that order and restarts never show. */
@NullMarked
package org.almenara.engine.time;

import org.jspecify.annotations.NullMarked;
