package org.almenara.cli.cases;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.almenara.cli.Desk;
import org.almenara.cli.Exit;
import org.almenara.cli.Screen;
import org.almenara.cli.kafka.BrokerOption;
import org.almenara.cli.kafka.Connection;
import org.almenara.cli.kafka.RecordWriter;
import org.almenara.cli.topics.UnitsOption;
import org.almenara.engine.cases.Decided;
import org.almenara.engine.cases.Grounds;
import org.almenara.engine.cases.Objection;
import org.almenara.schemas.Coded;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Json;
import org.almenara.schemas.RecordReader;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what a human decided about one case; there is no way to decide about several. */
@Command(
    name = "decide",
    description = {
      "Writes what you decided about one case, after weighing it. It is checked first against the"
          + " newest revision, as the job will check it again.",
      "Exit codes: 0 written, 1 refused or not confirmed, 2 usage, 3 the broker, or no revision came"
          + " of it in time."
    })
public final class DecideCommand implements Callable<Integer> {

  private final Desk desk;
  private final Screen screen;

  @Mixin private final BrokerOption broker = new BrokerOption();
  @Mixin private final UnitsOption units = new UnitsOption();
  @Mixin private final Narrative narrative = new Narrative();

  @Parameters(paramLabel = "ID", description = "The case's id, or how it begins.")
  private String id = "";

  @Option(
      names = "--decision",
      required = true,
      paramLabel = "CODE",
      converter = CodeOf.Decision.class,
      description = "IN_REVIEW, REFERRED, DISMISSED, NEEDS_INFO, REOPENED or HANDED_OVER.")
  private Disposition.@Nullable Decision decision;

  @Option(
      names = "--reviewer",
      required = true,
      paramLabel = "CODE",
      description = "Code of the person who decides.")
  private String reviewer = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "CODE",
      description = "Code of the role in which that person does.")
  private String role = "";

  @Option(
      names = "--second-reviewer",
      paramLabel = "CODE",
      description = "Code of the second person, who agrees.")
  private @Nullable String second;

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      converter = CodeOf.Reason.class,
      description = "Code of why; as often as there are reasons.")
  private List<Disposition.Reason> reasons = List.of();

  @Option(
      names = "--counter-evidence",
      paramLabel = "CODE",
      converter = CodeOf.CounterEvidence.class,
      description = "What speaks against it and was weighed; as often as there is such.")
  private List<Disposition.CounterEvidence> weighed = List.of();

  @Option(
      names = "--focal-role",
      paramLabel = "CODE",
      converter = CodeOf.Role.class,
      description = "What you take the focal entity to be: victim, suspect, witness or unknown.")
  private Disposition.@Nullable Role focalRole;

  @Option(names = "--to-unit", paramLabel = "UNIT", description = "The unit that gets the case.")
  private @Nullable String toUnit;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Up to when it waits for an answer, as 2026-12-08T10:00:00Z.")
  private @Nullable Instant until;

  @Option(
      names = "--review",
      paramLabel = "CODE",
      converter = CodeOf.Review.class,
      description = "Which look it is: first, blind_second or other_unit; else first.")
  private Disposition.Review review = Disposition.Review.FIRST;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description = "The unit that decides; else the one that has the case.")
  private @Nullable String unit;

  @Option(names = "--dry-run", description = "Checks and shows it, and writes nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Option(names = "--wait", description = "Waits for the revision that comes of it.")
  private boolean waits;

  /** At that desk. */
  public DecideCommand(Desk desk) {
    this.desk = desk;
    this.screen = desk.screen();
  }

  @Override
  public Integer call() {
    Connection connection = broker.connect();
    List<FlaggedCase> found = CaseCommand.find(id, connection, screen);
    if (found.size() != 1) {
      return CaseCommand.notOne(found);
    }
    FlaggedCase.Content content = found.get(0).content();
    Disposition disposition = disposition(content);
    String why = refusal(disposition, content);
    if (why != null) {
      screen.err().println(screen.alert("almenara: ") + why);
      return Exit.FINDING;
    }
    show(disposition, content);
    if (dryRun) {
      screen.out().println("dry run: nothing was written");
      return Exit.FINE;
    }
    if (!yes && !desk.confirms()) {
      screen.err().println("nothing was written; type yes, or give --yes");
      return Exit.FINDING;
    }
    RecordWriter.Written written =
        new RecordWriter(connection, desk.clock())
            .write(
                Topic.DISPOSITIONS,
                Decided.focalKey(disposition.focal()),
                Json.canonical(disposition));
    screen.out().println("written at %s as %s".formatted(written.at(), disposition.id()));
    return waits ? new DecisionWatch(screen, connection).until(content, disposition) : Exit.FINE;
  }

  private Disposition disposition(FlaggedCase.Content content) {
    Disposition withoutId =
        new Disposition(
            "",
            desk.now(),
            content.id(),
            content.focal().origin(),
            content.revision(),
            Objects.requireNonNull(decision),
            reviewer,
            role,
            second,
            review,
            reasons,
            weighed,
            focalRole,
            narrative.digest(),
            unit == null ? content.unit() : unit,
            toUnit,
            until);
    return withId("dsp-" + Json.sha256(Json.canonical(withoutId)).substring(0, 24), withoutId);
  }

  private static Disposition withId(String id, Disposition of) {
    return new Disposition(
        id,
        of.time(),
        of.caseId(),
        of.focal(),
        of.revision(),
        of.decision(),
        of.reviewer(),
        of.reviewerRole(),
        of.secondReviewer(),
        of.review(),
        of.reasons(),
        of.counterEvidenceConsidered(),
        of.role(),
        of.narrativeDigest(),
        of.unit(),
        of.toUnit(),
        of.until());
  }

  /** Why the job would not take it, with what to do; absent when it would. */
  private @Nullable String refusal(Disposition disposition, FlaggedCase.Content content) {
    Refusal ofContract = RecordReader.DISPOSITIONS.read(Json.canonical(disposition)).refusal();
    if (ofContract != null) {
      return "%s is not in order: %s%n  Mend: %s"
          .formatted(
              option(ofContract.path()),
              ofContract.reason().code().replace('_', ' '),
              ofContract.reason().mend());
    }
    Objection objection =
        Grounds.objection(disposition, content, disposition.time(), units.deployed());
    if (objection == null) {
      return null;
    }
    String what = objection.code().replace('_', ' ');
    return objection == Objection.COUNTER_EVIDENCE_NOT_CONSIDERED
        ? "%s: it shows %s%n  Mend: %s"
            .formatted(what, codes(Grounds.speaksAgainst(content)), objection.mend())
        : "%s%n  Mend: %s".formatted(what, objection.mend());
  }

  /** The option behind a field of the contract. */
  private static String option(String path) {
    return switch (path) {
      case "reasons" -> "--reason";
      case "narrative_digest" -> "--narrative-file";
      case "reviewer_role" -> "--role";
      case "counter_evidence_considered" -> "--counter-evidence";
      default -> "--" + path.replace('_', '-');
    };
  }

  private static String codes(Iterable<? extends Coded> codes) {
    StringBuilder all = new StringBuilder();
    codes.forEach(code -> all.append(all.isEmpty() ? "" : ", ").append(code.code()));
    return all.toString();
  }

  private void show(Disposition disposition, FlaggedCase.Content content) {
    screen.out().println(CaseLine.of(content));
    line("decision", disposition.decision().code());
    line("judged", "revision " + disposition.revision() + " for the unit " + content.unit());
    line("reviewer", disposition.reviewer() + ", " + disposition.reviewerRole());
    line("second", disposition.secondReviewer());
    line("reasons", codes(disposition.reasons()));
    line("weighed", codes(disposition.counterEvidenceConsidered()));
    line("takes it for", focalRole == null ? null : focalRole.code());
    line("own words", disposition.narrativeDigest());
    line("goes to", disposition.toUnit());
    line("waits until", until == null ? null : until.toString());
  }

  private void line(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      screen.out().println(String.format(Locale.ROOT, "  %-13s %s", name, value));
    }
  }
}
