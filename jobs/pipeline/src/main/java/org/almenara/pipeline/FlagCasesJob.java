package org.almenara.pipeline;

import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Standing;
import org.almenara.engine.rules.RuleSetReader;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.almenara.pipeline.kafka.KnownControls;
import org.almenara.pipeline.kafka.UnitTopics;
import org.almenara.pipeline.operators.EvaluateEntities;
import org.almenara.pipeline.operators.EvaluateGroups;
import org.almenara.pipeline.operators.FanOutToEntities;
import org.almenara.pipeline.operators.ManageCases;
import org.almenara.pipeline.operators.PublishCases;
import org.almenara.pipeline.operators.RulesInForce;
import org.almenara.pipeline.operators.SampleRefused;
import org.almenara.pipeline.operators.ScoreFocalEntities;
import org.almenara.pipeline.operators.SplitControls;
import org.almenara.pipeline.operators.SplitRefused;
import org.almenara.pipeline.operators.StepByRules;
import org.almenara.pipeline.validate.Accepted;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job: platform events and tips in, flagged cases out. */
public final class FlagCasesJob {

  /** Fixed for ever: keyed state is spread over this many groups in every savepoint. */
  private static final int MAX_PARALLELISM = 128;

  private FlagCasesJob() {}

  /**
   * Runs the job on the cluster that the class is submitted to; arguments as {@link
   * KafkaSettings#of} and {@link JobSettings#of} say.
   */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    KafkaSettings kafka = KafkaSettings.of(args);
    JobSettings settings = JobSettings.of(args);
    UnitTopics.check(kafka, settings.units());
    define(
        env,
        new KafkaInputs(kafka),
        new KafkaOutputs(kafka),
        settings.with(KnownControls.read(kafka)));
    env.execute("almenara-flag-cases");
  }

  /** Builds the graph; the same in production, in tests and in replays. */
  public static void define(
      StreamExecutionEnvironment env, Inputs in, Outputs out, JobSettings settings) {
    env.setMaxParallelism(MAX_PARALLELISM);
    env.configure(
        new Configuration()
            .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
            .set(PipelineOptions.GENERIC_TYPES, false)
            .set(PipelineOptions.OBJECT_REUSE, true));
    long baseSlide = RuleSetReader.compile(settings.ruleSet()).baseSlide();

    SingleOutputStreamOperator<Control> controls =
        step(
            "split-controls",
            in.controls(env).union(in.dispositions(env)).process(new SplitControls()));
    SingleOutputStreamOperator<Accepted> records =
        step(
            "split-refused",
            in.records(env, baseSlide, settings.judge()).process(new SplitRefused()));
    SingleOutputStreamOperator<Publication> refused =
        step(
            "sample-refused",
            records
                .getSideOutput(SplitRefused.REFUSED)
                .union(controls.getSideOutput(SplitControls.REFUSED))
                .keyBy(SampleRefused::key)
                .process(new SampleRefused()));
    SingleOutputStreamOperator<Fanned> fanned =
        step(
            "fan-out-to-entities",
            StepByRules.of(records, controls, new FanOutToEntities(settings), Fanned.class));
    SingleOutputStreamOperator<Finding> findings =
        step(
            "evaluate-entities",
            StepByRules.of(
                fanned.keyBy(copy -> copy.entity().key()),
                controls,
                new EvaluateEntities(settings),
                Finding.class));
    SingleOutputStreamOperator<Finding> grouped =
        step(
            "evaluate-groups",
            StepByRules.of(
                findings.getSideOutput(EvaluateEntities.STANDINGS).keyBy(Standing::groupKey),
                controls,
                new EvaluateGroups(settings),
                Finding.class));
    SingleOutputStreamOperator<CaseInput> assessments =
        step(
            "score-focal-entities",
            StepByRules.of(
                findings.union(grouped).keyBy(Finding::focalKey),
                controls,
                new ScoreFocalEntities(settings),
                CaseInput.class));
    SingleOutputStreamOperator<CaseRevision> revisions =
        step(
            "manage-cases",
            StepByRules.of(
                assessments
                    .union(controls.getSideOutput(SplitControls.DISPOSITIONS))
                    .keyBy(CaseInput::focalKey),
                controls,
                new ManageCases(settings),
                CaseRevision.class));
    SingleOutputStreamOperator<Publication> published =
        step(
            "publish-cases",
            revisions.keyBy(CaseRevision::unit).process(new PublishCases(settings)));

    out.cases(published);
    out.refused(refused);
    out.ruleSetStatus(
        fanned
            .getSideOutput(RulesInForce.STATUS)
            .union(
                findings.getSideOutput(RulesInForce.STATUS),
                grouped.getSideOutput(RulesInForce.STATUS),
                assessments.getSideOutput(RulesInForce.STATUS),
                revisions.getSideOutput(RulesInForce.STATUS)));
  }

  /** Gives a step one word: in savepoints, in the web UI, in metrics and in the README. */
  private static <T> SingleOutputStreamOperator<T> step(
      String id, SingleOutputStreamOperator<T> operator) {
    return operator.uid(id).name(id);
  }
}
