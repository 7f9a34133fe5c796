package org.almenara.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.almenara.cli.Exit;
import org.almenara.cli.Installation;
import org.almenara.cli.Screen;
import picocli.CommandLine.Command;

/** Says whether this machine is fit, one line a check. */
@Command(name = "doctor", description = "Checks what the build and the demo need of this machine.")
public final class DoctorCommand implements Callable<Integer> {

  private final Screen screen;

  /** Writes to that screen. */
  public DoctorCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<Check> checks = Checks.all(Installation.current());
    checks.forEach(this::print);
    return checks.stream().allMatch(Check::isOk) ? Exit.FINE : Exit.FINDING;
  }

  private void print(Check check) {
    String subject = String.format(Locale.ROOT, "%-16s", check.subject());
    screen
        .out()
        .println(
            check.isOk()
                ? "ok       " + subject + check.found()
                : screen.alert("problem  ") + subject + check.found() + "; " + check.mend());
  }
}
