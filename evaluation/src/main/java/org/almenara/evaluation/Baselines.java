package org.almenara.evaluation;

import com.amazon.randomcutforest.RandomCutForest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.rules.Rule;
import org.almenara.engine.rules.RuleSet;

/**
 * What one would build without this system, over the same facts: hours alone, an isolation forest
 * that knows no truth, and boosted trees that were told the truth of other worlds. Both learn from
 * {@link Facts} and from which rules held.
 */
final class Baselines {

  private static final int TREES = 100;
  private static final int SAMPLE = 256;
  private static final int ROUNDS = 200;
  private static final long SEED = 7;

  private final List<String> rules;

  Baselines(RuleSet ruleSet) {
    this.rules = ruleSet.rules().stream().map(Rule::id).toList();
  }

  /** Most hours live in a week. */
  static double[] hours(List<Pool.Person> people) {
    return people.stream()
        .mapToDouble(
            person -> {
              double[] facts = person.run().facts().get(person.truth().origin());
              return facts == null ? 0 : Facts.hoursLive(facts);
            })
        .toArray();
  }

  /** How easily a random cut forest, grown on these people, isolates each. */
  double[] forest(List<Pool.Person> people) {
    float[][] vectors = scaled(vectors(people));
    RandomCutForest forest =
        RandomCutForest.builder()
            .dimensions(vectors[0].length)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE)
            .randomSeed(SEED)
            .parallelExecutionEnabled(false)
            .build();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(SEED));
    order.forEach(i -> forest.update(vectors[i]));
    double[] scores = new double[vectors.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = forest.getAnomalyScore(vectors[i]);
    }
    return scores;
  }

  /** Gradient-boosted trees. */
  double[] trees(List<Pool.Person> learnFrom, List<Pool.Person> people) {
    try {
      DMatrix train = matrix(vectors(learnFrom));
      float[] labels = new float[learnFrom.size()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = learnFrom.get(i).shows() ? 1 : 0;
      }
      train.setLabel(labels);
      Map<String, Object> settings = new HashMap<>();
      settings.put("objective", "binary:logistic");
      settings.put("max_depth", 4);
      settings.put("eta", 0.1);
      settings.put("subsample", 0.8);
      settings.put("colsample_bytree", 0.8);
      settings.put("seed", SEED);
      settings.put("nthread", 1);
      settings.put("verbosity", 0);
      Booster booster = XGBoost.train(train, settings, ROUNDS, new LinkedHashMap<>(), null, null);
      float[][] predicted = booster.predict(matrix(vectors(people)));
      double[] scores = new double[people.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = predicted[i][0];
      }
      return scores;
    } catch (XGBoostError e) {
      throw new IllegalStateException("boosted trees do not run here", e);
    }
  }

  private static DMatrix matrix(float[][] rows) throws XGBoostError {
    int columns = rows[0].length;
    float[] flat = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    return new DMatrix(flat, rows.length, columns, Float.NaN);
  }

  private float[][] vectors(List<Pool.Person> people) {
    int facts = Facts.Of.values().length;
    float[][] vectors = new float[people.size()][facts + rules.size()];
    IdentityHashMap<Run, Map<String, float[]>> byRun = new IdentityHashMap<>();
    for (int i = 0; i < vectors.length; i++) {
      Pool.Person person = people.get(i);
      double[] known = person.run().facts().get(person.truth().origin());
      for (int j = 0; known != null && j < facts; j++) {
        vectors[i][j] = (float) known[j];
      }
      byRun
          .computeIfAbsent(person.run(), run -> new TreeMap<>())
          .put(person.truth().origin(), vectors[i]);
    }
    byRun.forEach((run, rows) -> run.findings().forEach(finding -> note(finding, rows)));
    return vectors;
  }

  private void note(Finding finding, Map<String, float[]> rows) {
    float[] row = rows.get(finding.focal().origin());
    int rule = Collections.binarySearch(rules, finding.rule());
    if (row != null && rule >= 0 && finding.holds()) {
      int at = Facts.Of.values().length + rule;
      row[at] = Math.max(row[at], finding.weightPermille() / (float) Finding.FULL_WEIGHT);
    }
  }

  /** Logarithms in units of their spread, so that no fact outweighs others by its unit. */
  private static float[][] scaled(float[][] rows) {
    float[][] scaled = new float[rows.length][rows[0].length];
    for (int j = 0; j < rows[0].length; j++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : rows) {
        double log = Math.log1p(Math.max(0, row[j]));
        sum += log;
        squares += log * log;
      }
      double mean = sum / rows.length;
      double spread = Math.sqrt(Math.max(0, squares / rows.length - mean * mean));
      for (int i = 0; i < rows.length; i++) {
        double log = Math.log1p(Math.max(0, rows[i][j]));
        scaled[i][j] = spread < 1e-9 ? 0 : (float) ((log - mean) / spread);
      }
    }
    return scaled;
  }
}
