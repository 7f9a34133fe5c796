package org.almenara.engine.testing;

import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Runs each property that names its number of tries that many times a factor: {@code
 * -Dalmenara.tries.factor=10} for a night, below 1 where each test is run many times.
 */
public final class TriesFactor implements AroundPropertyHook {

  private static final double FACTOR =
      Double.parseDouble(System.getProperty("almenara.tries.factor", "1"));

  /** Whether so many tries run that shares of them say something. */
  public static boolean enoughForShares() {
    return FACTOR >= 0.1;
  }

  /** A number of tries, that many times the factor. */
  public static int times(int tries) {
    return (int) Math.max(1, Math.ceil(tries * FACTOR));
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyAttributes attributes = context.attributes();
    Optional<Integer> tries = attributes.tries();
    tries.ifPresent(named -> attributes.setTries(times(named)));
    return property.execute();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
