package org.almenara.cli.topics;

import java.util.NoSuchElementException;
import org.apache.kafka.common.record.TimestampType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a timestamp type by the name that Kafka gives it. */
final class TimestampsConverter implements ITypeConverter<TimestampType> {

  @Override
  public TimestampType convert(String name) {
    try {
      return TimestampType.forName(name);
    } catch (NoSuchElementException e) {
      throw new TypeConversionException("'" + name + "' is neither LogAppendTime nor CreateTime");
    }
  }
}
