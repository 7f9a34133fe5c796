/**
 * Flagged cases as a person reads them.
 *
 * <p>Starting points: {@link org.almenara.cli.cases.CaseBook} holds what is on the topics, {@link
 * org.almenara.cli.cases.CaseCard} shows one case in full, {@link org.almenara.cli.cases.CaseLine}
 * in one line.
 */
@NullMarked
package org.almenara.cli.cases;

import org.jspecify.annotations.NullMarked;
