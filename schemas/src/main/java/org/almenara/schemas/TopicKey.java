package org.almenara.schemas;

/**
 * What a topic's records are keyed by, and so which of them keep their order: records with the same
 * key lie in the same partition. On a compacted topic the newest record of a key stays.
 */
public enum TopicKey {
  /** Heartbeats go to every partition, whatever their key. */
  PERFORMER(
      "origin token of the performer; a record about none has the code of its platform, or nothing",
      "what one performer did stays in order"),
  SOURCE("<topic>-<partition>-<offset> of the record that was refused", "refusals spread evenly"),
  RULE_SET("hash of the rule set", "each rule set is kept once"),
  EFFECTIVE(
      "<type>:<instant from which on it holds>; of a stop, <type>:<id of the stopped rule>",
      "nothing: all are kept, and their timestamps say which one holds"),
  STATUS(
      "<rule set>:<step>:<subtask>; of a rule that was stopped or failed, with :<rule> after it",
      "the newest word of each worker about each rule set, and about each such rule, is kept"),
  ENTRY("id of the entry", "the newest version of each entry is kept"),
  ERASED("origin token of what is to be forgotten", "the newest request about each is kept"),
  FOCAL(
      "<type>:<origin token> of what the case is about", "decisions about the same stay in order"),
  OUTCOME("id of the case", "what was said of one case stays in order"),
  CITED(
      "<case>:<topic>-<partition>-<offset> of the record that is cited",
      "one copy of each citation is kept, until it is withdrawn"),
  CASE("id of the case", "a case's revisions stay in order, and the newest is kept"),
  UNIT("code of the unit", "a unit's chain stays in order");

  private final String description;
  private final String decides;

  TopicKey(String description, String decides) {
    this.description = description;
    this.decides = decides;
  }

  /** What the key of a record says. */
  public String description() {
    return description;
  }

  /** What follows for records with the same key. */
  public String decides() {
    return decides;
  }
}
