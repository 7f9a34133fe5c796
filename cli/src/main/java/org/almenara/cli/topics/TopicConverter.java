package org.almenara.cli.topics;

import org.almenara.schemas.BrokerTopic;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a topic by its name on the broker. */
public final class TopicConverter implements ITypeConverter<BrokerTopic> {

  @Override
  public BrokerTopic convert(String name) {
    try {
      return BrokerTopic.named(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
