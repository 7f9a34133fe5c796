/**
 * The contracts, as a writer of records needs them: schema, example, and what a type asks for.
 *
 * <p>Starting points: {@link org.almenara.cli.schema.SchemaCommand}.
 */
@NullMarked
package org.almenara.cli.schema;

import org.jspecify.annotations.NullMarked;
