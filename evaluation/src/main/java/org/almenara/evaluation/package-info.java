/**
 * The real engine over labelled worlds, and what came of it against the truth. Starting points:
 * {@link org.almenara.evaluation.Evaluation} runs it, {@link org.almenara.evaluation.Report} is
 * what it says, {@link org.almenara.evaluation.Page} shows that.
 */
@NullMarked
package org.almenara.evaluation;

import org.jspecify.annotations.NullMarked;
