package org.almenara.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.apache.flink.streaming.api.TimerService;

/** The arrows between the rooms, and what must stay out of each. */
@AnalyzeClasses(packages = "org.almenara", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

  @ArchTest
  static final ArchRule ARROWS_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("schemas")
          .definedBy("org.almenara.schemas..")
          .layer("engine")
          .definedBy("org.almenara.engine..")
          .layer("pipeline")
          .definedBy("org.almenara.pipeline..")
          .layer("simulator")
          .definedBy("org.almenara.simulator..")
          .layer("evaluation")
          .definedBy("org.almenara.evaluation..")
          .layer("cli")
          .definedBy("org.almenara.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("evaluation")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("simulator")
          .mayOnlyBeAccessedByLayers("evaluation", "cli")
          .whereLayer("pipeline")
          .mayOnlyBeAccessedByLayers("evaluation", "cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("pipeline", "evaluation", "cli")
          .because("the simulator must not know the rules that it is there to try");

  @ArchTest
  static final ArchRule THE_ENGINE_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("org.almenara.engine..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.apache.flink..", "org.apache.kafka.."))
          .because("rules must run where there is neither Flink nor Kafka");

  @ArchTest
  static final ArchRule ONE_PACKAGE_KNOWS_THE_CONNECTOR =
      noClasses()
          .that(resideInAPackage("org.almenara.pipeline.."))
          .and()
          .resideOutsideOfPackage("org.almenara.pipeline.kafka..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.flink.connector.kafka..", "org.apache.kafka.."))
          .because("tests and replays run the same graph without Kafka");

  @ArchTest
  static final ArchRule NO_WALL_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.almenara.schemas..",
              "org.almenara.engine..",
              "org.almenara.pipeline..",
              "org.almenara.simulator..",
              "org.almenara.evaluation..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(TimerService.class, "currentProcessingTime")
          .orShould()
          .callMethod(TimerService.class, "registerProcessingTimeTimer", long.class)
          .orShould()
          .callConstructor(Date.class)
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .because("results depend on the records alone");
}
