/**
 * The topics: what they are, creating them, looking into them.
 *
 * <p>Starting points: {@link org.almenara.cli.topics.TopicsCommand}, {@link
 * org.almenara.cli.topics.TopicCreator}.
 */
@NullMarked
package org.almenara.cli.topics;

import org.jspecify.annotations.NullMarked;
