@NullMarked
package org.almenara.cli.demo;

import org.jspecify.annotations.NullMarked;
