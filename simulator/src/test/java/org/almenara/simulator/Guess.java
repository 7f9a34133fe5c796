package org.almenara.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Logistic regression, which guesses at each person after it has seen the others. */
final class Guess {
  private static final int FOLDS = 4;
  private static final String YES = "yes";
  private static final LabelFactory LABELS = new LabelFactory();

  private Guess() {}

  /** Scores of all, in their order; each by a model that was trained on the other folds. */
  static double[] scores(List<Map<String, Double>> people, boolean[] positive) {
    List<Example<Label>> examples = new ArrayList<>();
    Map<String, double[]> scale = scale(people);
    for (int i = 0; i < people.size(); i++) {
      Example<Label> example = new ArrayExample<>(new Label(positive[i] ? YES : "no"));
      people
          .get(i)
          .forEach(
              (name, value) -> {
                double[] of = scale.get(name);
                if (of != null) {
                  example.add(new Feature(name, (value - of[0]) / of[1]));
                }
              });
      examples.add(example);
    }
    double[] scores = new double[people.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Example<Label>> others = new ArrayList<>();
      for (int i = 0; i < examples.size(); i++) {
        if (i % FOLDS != fold) {
          others.add(examples.get(i));
        }
      }
      var source =
          new ListDataSource<>(others, LABELS, new SimpleDataSourceProvenance("people", LABELS));
      var model = new LogisticRegressionTrainer().train(new MutableDataset<>(source));
      for (int i = fold; i < examples.size(); i += FOLDS) {
        scores[i] =
            Objects.requireNonNull(model.predict(examples.get(i)).getOutputScores().get(YES))
                .getScore();
      }
    }
    return scores;
  }

  /** Mean and standard deviation of each number that is not the same for all. */
  private static Map<String, double[]> scale(List<Map<String, Double>> people) {
    Map<String, double[]> scale = new HashMap<>();
    for (String name : people.get(0).keySet()) {
      double[] values = people.stream().mapToDouble(one -> one.getOrDefault(name, 0.0)).toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      if (variance > 1e-12) {
        scale.put(name, new double[] {mean, Math.sqrt(variance)});
      }
    }
    return scale;
  }
}
