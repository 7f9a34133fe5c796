package org.almenara.engine.score;

import java.util.ArrayList;
import java.util.List;
import org.almenara.engine.evaluate.Finding;
import org.almenara.engine.evaluate.Subject;

/**
 * What is kept for a focal entity. Bound: one factor for each rule and entity that touched it; a
 * factor goes four half-lives after it ceased, and the state with the last one.
 *
 * @param focal whom it is about, with the token shown last
 * @param factors by rule and entity
 * @param arrived findings that wait for their instant
 * @param assessed whether it ever had what a case needs, so that whoever follows must hear more
 */
public record ScoreState(
    Subject focal, List<Factor> factors, List<Finding> arrived, boolean assessed) {

  /** The state before the first finding. */
  public static ScoreState of(Subject focal) {
    return new ScoreState(focal, List.of(), List.of(), false);
  }

  /** With one more finding, which waits for its instant. */
  public ScoreState with(Finding finding) {
    List<Finding> all = new ArrayList<>(arrived);
    all.add(finding);
    return new ScoreState(focal, factors, all, assessed);
  }
}
