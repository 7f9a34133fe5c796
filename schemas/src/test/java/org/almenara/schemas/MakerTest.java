package org.almenara.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each record is made of its own components' values, none of them in another's place. */
class MakerTest {

  @Property(tries = 2_000)
  void aRecordOfItsComponentsIsTheSame(@ForAll("records") Record record) throws Exception {
    RecordComponent[] components = record.getClass().getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      components[i].getAccessor().setAccessible(true);
      values[i] = components[i].getAccessor().invoke(record);
    }

    assertThat(Maker.of(record.getClass()).make(values)).isEqualTo(record);
  }

  @Provide
  Arbitrary<Record> records() {
    return Arbitraries.oneOf(Maker.OF.keySet().stream().map(MakerTest::samples).toList());
  }

  private static Arbitrary<Record> samples(Class<?> type) {
    return Samples.of(type.asSubclass(Record.class)).map(Record.class::cast);
  }

  @ParameterizedTest
  @MethodSource("org.almenara.schemas.Contracts#fromOutside")
  void everyContractThatOthersWriteHasOne(Contract contract) {
    assertThat(Maker.OF).containsKey(contract.type());
  }
}
