package org.almenara.cli.topics;

import org.almenara.schemas.Topic;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a topic by its name on the broker. */
public final class TopicConverter implements ITypeConverter<Topic> {

  @Override
  public Topic convert(String name) {
    try {
      return Topic.named(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
