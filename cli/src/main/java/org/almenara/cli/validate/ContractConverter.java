package org.almenara.cli.validate;

import java.util.Arrays;
import java.util.List;
import org.almenara.cli.Nearest;
import org.almenara.schemas.Contract;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a contract that others write, by its name. */
final class ContractConverter implements ITypeConverter<Contract> {

  /** Names of the contracts that others write. */
  static List<String> names() {
    return Arrays.stream(Contract.values())
        .filter(contract -> contract.reader() != null)
        .map(Contract::fileName)
        .toList();
  }

  @Override
  public Contract convert(String name) {
    if (!names().contains(name)) {
      throw new TypeConversionException(
          "'%s' is no contract that others write: %s%s"
              .formatted(name, String.join(", ", names()), Nearest.hint(name, names())));
    }
    return Contract.named(name);
  }
}
