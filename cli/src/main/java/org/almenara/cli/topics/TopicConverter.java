package org.almenara.cli.topics;

import java.util.Arrays;
import java.util.List;
import org.almenara.schemas.Topic;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a topic by its name on the broker. */
public final class TopicConverter implements ITypeConverter<Topic> {

  @Override
  public Topic convert(String name) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.topicName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no topic '" + name + "'; there are " + names()));
  }

  private static String names() {
    List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
    return String.join(", ", names);
  }
}
