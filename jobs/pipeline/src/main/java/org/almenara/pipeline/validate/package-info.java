/**
 * Judging a record where it is read: accepted or refused. Platform events and tips move time either
 * way, controls and dispositions never.
 */
@NullMarked
package org.almenara.pipeline.validate;

import org.jspecify.annotations.NullMarked;
