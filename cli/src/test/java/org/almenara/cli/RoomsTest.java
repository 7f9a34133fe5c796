package org.almenara.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.almenara.cli.broker.LocalBroker;

/** Arrows between the rooms point one way. */
@AnalyzeClasses(packages = "org.almenara", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {

  @ArchTest
  static final ArchRule ARROWS =
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
          .layer("cli")
          .definedBy("org.almenara.cli..")
          .whereLayer("schemas")
          .mayNotAccessAnyLayer()
          .whereLayer("engine")
          .mayOnlyAccessLayers("schemas")
          .whereLayer("pipeline")
          .mayOnlyAccessLayers("engine", "schemas")
          .whereLayer("simulator")
          .mayOnlyAccessLayers("schemas")
          .because("rules are tested on a world that does not know them: see the root POM");

  @ArchTest
  static final ArchRule ENGINE_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAnyPackage("org.almenara.engine..", "org.almenara.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
          .because("an answer must not depend on what runs it: hand it in as a value");

  @ArchTest
  static final ArchRule BROKER_MAIN_USES_THE_JDK_ONLY =
      noClasses()
          .that()
          .haveSimpleName("BrokerMain")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", LocalBroker.class.getPackageName())
          .because("it runs on the broker's class path, where the command's libraries are not");
}
