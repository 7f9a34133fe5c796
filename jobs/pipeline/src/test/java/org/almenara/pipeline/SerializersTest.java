package org.almenara.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.almenara.engine.cases.AuditHead;
import org.almenara.engine.cases.CaseFile;
import org.almenara.engine.cases.CaseRevision;
import org.almenara.engine.cases.CaseState;
import org.almenara.engine.cases.Claim;
import org.almenara.engine.cases.Human;
import org.almenara.engine.cases.Place;
import org.almenara.engine.cases.Publication;
import org.almenara.engine.cases.Taken;
import org.almenara.engine.cases.Verdict;
import org.almenara.engine.evaluate.Fanned;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Standing;
import org.almenara.engine.evaluate.Subject;
import org.almenara.engine.measures.Entry;
import org.almenara.engine.measures.Reading;
import org.almenara.engine.registers.FeedGap;
import org.almenara.engine.registers.Speech;
import org.almenara.engine.rules.Lane;
import org.almenara.engine.score.Assessment;
import org.almenara.engine.score.Corroboration;
import org.almenara.engine.score.Factor;
import org.almenara.engine.score.ScoreState;
import org.almenara.engine.score.TypologyMatch;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.almenara.pipeline.operators.HearPlatforms;
import org.almenara.pipeline.operators.SampleRefused;
import org.almenara.pipeline.testing.Raw;
import org.almenara.pipeline.testing.Scenario;
import org.almenara.pipeline.validate.Accepted;
import org.almenara.pipeline.validate.Judged;
import org.almenara.pipeline.validate.JudgedControl;
import org.almenara.pipeline.validate.RecordJudge;
import org.almenara.schemas.Disposition;
import org.almenara.schemas.EntityType;
import org.almenara.schemas.FlaggedCase;
import org.almenara.schemas.Refusal;
import org.almenara.schemas.RefusedRecord;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins how each type that flows or is stored is written: by Flink, by field, never by Kryo. */
class SerializersTest {

  private static final Subject PERFORMER =
      new Subject(
          EntityType.PERFORMER, "prf2_newnewnewnewnewnewnewn", "prf1_oldoldoldoldoldoldoldo");
  private static final Subject PAYOUT =
      new Subject(EntityType.PAYOUT, "pay1_oldoldoldoldoldoldoldo", "pay1_oldoldoldoldoldoldoldo");
  private static final Subject STUDIO =
      new Subject(EntityType.STUDIO, "stu1_oldoldoldoldoldoldoldo", "stu1_oldoldoldoldoldoldoldo");
  private static final Entry ENTRY =
      new Entry(1_772_000_000_000L, "record-0001", -7, true, Topic.TIPS, 1, 42);
  private static final Finding FINDING =
      new Finding(
          Lane.SHADOW,
          "payout-funnel",
          1,
          PAYOUT,
          PERFORMER,
          1_772_006_400_000L,
          true,
          500,
          250,
          List.of(new Finding.Observation("performers", 5, 5, "entities", false)),
          List.of(ENTRY),
          List.of(
              new Finding.Gap(
                  new FeedGap("plaza", "payout.made", null, 1, 2L, false),
                  List.of("payout-funnel")),
              new Finding.Gap(new FeedGap("plaza", null, null, 3, null, true), List.of("a-rule"))),
          false);
  private static final Factor CEASED = new Factor(FINDING, 1, 2L, 3);
  private static final Factor HOLDING = new Factor(FINDING, 1, null, 3);
  private static final Assessment ASSESSMENT =
      new Assessment(
          PERFORMER,
          7,
          Corroboration.TIER_A,
          true,
          false,
          40_000,
          List.of(CEASED, HOLDING),
          List.of(HOLDING),
          List.of(new TypologyMatch("two-signs", List.of("payout-funnel"), true)));
  private static final CaseState LEAD =
      new CaseState("id", 3, 4, "police", false, "said", "facts", 2, ASSESSMENT, null);
  private static final CaseState DISMISSED =
      new CaseState(
          "id",
          3,
          4,
          "police",
          false,
          "said",
          "facts",
          2,
          ASSESSMENT,
          new Human(
              FlaggedCase.State.DISMISSED,
              new FlaggedCase.Decision(
                  "dsp-00000001",
                  Disposition.Decision.DISMISSED,
                  Instant.EPOCH,
                  "police",
                  "investigator",
                  List.of(Disposition.Reason.DATA_ERROR)),
              5,
              "victim",
              6L,
              List.of("inv.1", "inv.2"),
              List.of(Disposition.Review.BLIND_SECOND)));
  private static final Control CONTROL = new Control("erasures.v1", "prf1_x", "{}", 5);

  private static final RefusedRecord REFUSED =
      RefusedRecord.one("tips.v1", 0, 1, Instant.EPOCH, new Refusal(Refusal.Reason.LATE, "time"));

  static Stream<Object> values() {
    List<Raw> records = Scenario.records(1, 0, 200);
    Stream<Judged> judged =
        records.stream()
            .map(
                raw -> new RecordJudge(false).judge(raw.topic(), 0, 1, raw.arrival(), raw.value()));
    Stream<Accepted> accepted =
        records.stream()
            .map(raw -> new RecordJudge(false).judge(raw.topic(), 0, 1, raw.arrival(), raw.value()))
            .map(Judged::accepted)
            .filter(record -> record != null)
            .limit(50);
    return Stream.concat(
        Stream.concat(judged, accepted),
        Stream.of(
            REFUSED,
            new SampleRefused.Cause(Refusal.Reason.LATE, "time"),
            new SampleRefused.Tally(10, REFUSED),
            new SampleRefused.Tally(3, null),
            CONTROL,
            new JudgedControl(CONTROL, null, List.of()),
            new JudgedControl(null, REFUSED, List.of("?")),
            new CaseInput("performer:x", ASSESSMENT, null),
            new CaseInput("performer:x", null, CONTROL),
            new Fanned(
                PERFORMER,
                ENTRY,
                9,
                "plaza",
                List.of(
                    Reading.ofRecord(1),
                    Reading.ofToken(2, "ses1_a", "ses1_b", Reading.Mark.ENDED))),
            FINDING,
            FINDING.appliedLate(),
            new HearPlatforms.Spoken("plaza", 7_000),
            new Speech(List.of(new Speech.Stretch(1, 2)), 3L),
            new Speech(List.of(), null),
            new Standing(
                Lane.SHADOW,
                7,
                STUDIO,
                PERFORMER,
                9,
                10,
                true,
                ENTRY,
                List.of(new Standing.Held("a", ENTRY), new Standing.Held("b", null))),
            new Standing(Lane.LIVE, 7, STUDIO, PERFORMER, 9, 9, false, null, List.of()),
            ASSESSMENT,
            ASSESSMENT.appliedLate(),
            new ScoreState(PERFORMER, List.of(CEASED, HOLDING), List.of(FINDING), true),
            new CaseFile(List.of(LEAD, DISMISSED), List.of("dsp-00000001")),
            new CaseFile(List.of(), List.of()),
            new CaseRevision("police", "id", 3, 4, false, 5, "{}", List.of(ENTRY)),
            new Place("id", "payout-funnel", 5, 6),
            new Taken(7, 2, Map.of("payout-funnel", 2), 1),
            new CaseRevision("police", "id", 3, 4, false, 5, null, List.of()).appliedLate(),
            new CaseRevision(
                "police",
                "id",
                3,
                4,
                false,
                5,
                null,
                List.of(),
                false,
                new Claim(true, false, "payout-funnel"),
                new Verdict(6, "dsp-00000001", "digest", false, "stale")),
            new Publication("audit.v1", "police", "{}", 6),
            new Publication("cases.labour.v1", "id", null, 6),
            AuditHead.START));
  }

  @ParameterizedTest
  @MethodSource("values")
  void comesBackAsItWas(Object value) throws IOException {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(value.getClass());
    assertThat(roundTrip(value)).isEqualTo(value);
  }

  @SuppressWarnings("unchecked")
  private static <T> T roundTrip(T value) throws IOException {
    TypeSerializer<T> serializer =
        (TypeSerializer<T>)
            TypeInformation.of(value.getClass()).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  /** A field more, less, moved or of another type is a line here: savepoints hold these layouts. */
  @Test
  void layoutsAreTheOnesThatSavepointsKnow() throws IOException {
    Map<String, String> layouts = new TreeMap<>();
    values().forEach(value -> addLayout(TypeInformation.of(value.getClass()), layouts));
    String written =
        layouts.entrySet().stream()
            .map(layout -> layout.getKey() + "\n" + layout.getValue())
            .collect(Collectors.joining("\n"));
    try (InputStream golden = SerializersTest.class.getResourceAsStream("/serializers.txt")) {
      assertThat(written)
          .isEqualTo(
              new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String name(TypeInformation<?> type) {
    if (type instanceof ListTypeInfo<?> list) {
      return "List<" + name(list.getElementTypeInfo()) + ">";
    }
    return type.getTypeClass().getName();
  }

  /** Adds a record's fields as they are written, and those of the records inside it. */
  private static void addLayout(TypeInformation<?> type, Map<String, String> layouts) {
    if (type instanceof ListTypeInfo<?> list) {
      addLayout(list.getElementTypeInfo(), layouts);
    }
    if (type instanceof PojoTypeInfo<?> record) {
      StringBuilder fields = new StringBuilder();
      for (int i = 0; i < record.getArity(); i++) {
        TypeInformation<?> field = record.getTypeAt(i);
        fields
            .append("  ")
            .append(record.getPojoFieldAt(i).getField().getName())
            .append(": ")
            .append(name(field))
            .append('\n');
        addLayout(field, layouts);
      }
      layouts.put(record.getTypeClass().getName(), fields.toString());
    }
  }

  /** The types that the graph's operators exchange, read from the graph itself. */
  @Test
  void everyTypeOfTheGraphIsPinned() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    KafkaSettings kafka = KafkaSettings.of("localhost:9092");
    FlagCasesJob.define(
        env, new KafkaInputs(kafka), new KafkaOutputs(kafka), JobSettings.defaults());
    Set<Class<?>> flowing = new HashSet<>();
    for (Transformation<?> step : env.getTransformations()) {
      for (Transformation<?> before : step.getTransitivePredecessors()) {
        flowing.add(before.getOutputType().getTypeClass());
      }
    }
    assertThat(values().map(Object::getClass).distinct()).containsAll(flowing);
    assertThat(flowing).contains(Judged.class, Accepted.class, Fanned.class, Finding.class);
  }
}
