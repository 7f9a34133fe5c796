package org.almenara.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.almenara.pipeline.kafka.KafkaInputs;
import org.almenara.pipeline.kafka.KafkaOutputs;
import org.almenara.pipeline.kafka.KafkaSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/**
 * The graph as it stands in every savepoint. A change here loses state or shuffles anew: it needs a
 * reason, and a new golden file in the same commit.
 */
class TopologyTest {

  @Test
  void theGraphIsTheOneThatSavepointsKnow() throws IOException {
    assertThat(topology(graph())).isEqualTo(golden());
  }

  @Test
  void everyOperatorIsNamedByItsUid() {
    for (StreamNode node : graph().getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      // Flink makes a writer and a committer of a sink and names each after it.
      String uid = node.getTransformationUID().replace("Sink Committer: ", "");
      assertThat(node.getOperatorName().replaceFirst(": (Writer|Committer)$", ""))
          .isIn(uid, "Source: " + uid);
    }
  }

  private static StreamGraph graph() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    KafkaSettings kafka = KafkaSettings.of("localhost:9092");
    FlagCasesJob.define(
        env, new KafkaInputs(kafka), new KafkaOutputs(kafka), JobSettings.defaults());
    return env.getStreamGraph();
  }

  /** One line an edge: {@code uid -PARTITIONING-> uid}. */
  private static String topology(StreamGraph graph) {
    TreeSet<String> edges = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      for (StreamEdge edge : node.getOutEdges()) {
        StreamNode target = graph.getStreamNode(edge.getTargetId());
        edges.add(
            Objects.requireNonNull(node.getTransformationUID())
                + " -"
                + edge.getPartitioner()
                + "-> "
                + target.getTransformationUID());
      }
    }
    return String.join("\n", List.copyOf(edges)) + "\n";
  }

  private static String golden() throws IOException {
    try (InputStream in = TopologyTest.class.getResourceAsStream("/topology.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
