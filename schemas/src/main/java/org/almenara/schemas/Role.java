package org.almenara.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Who meets the topics, each with the topics that it may write and read; nobody may do more.
 *
 * <p>On a broker every role is a user. Two platforms are two users of one role. Whoever creates
 * topics and grants rights is none of these: that takes the broker's own administrator.
 *
 * <p>Of each constant, the first topics are what it writes and the second what it reads.
 *
 * <p>What holds whatever is added: only the job writes cases, audit and refusals; writers of
 * records read nothing, so that nobody is tipped off; a topic of cases has one reader, the unit.
 */
public enum Role {
  PLATFORM("platform", "a platform's feed of records", may(Topic.PLATFORM_EVENTS), nothing()),
  TIP_LINE("tip-line", "a helpline's or hotline's feed of coded tips", may(Topic.TIPS), nothing()),
  FLAG_CASES(
      "flag-cases",
      "the job that reads records and writes cases",
      may(
          Topic.EVENTS_REJECTED,
          Topic.EVENTS_LATE,
          Topic.CASES_POLICE,
          Topic.CASES_LABOUR,
          Topic.CASES_FIU,
          Topic.CASES_NGO,
          Topic.CASES_MINORS,
          Topic.CASES_WATCH,
          Topic.RULE_SET_STATUS,
          Topic.AUDIT),
      may(
          Topic.PLATFORM_EVENTS,
          Topic.TIPS,
          Topic.RULE_SETS,
          Topic.ACTIVATIONS,
          Topic.REGISTERS,
          Topic.ERASURES,
          Topic.DISPOSITIONS)),
  WATCH_FEEDS(
      "watch-feeds",
      "the job that declares when a platform's feed is silent",
      may(Topic.REGISTERS),
      may(Topic.PLATFORM_EVENTS)),
  POLICE(
      "police",
      "the specialised police unit",
      may(Topic.DISPOSITIONS, Topic.OUTCOMES),
      may(Topic.CASES_POLICE)),
  LABOUR(
      "labour",
      "the labour inspectorate",
      may(Topic.DISPOSITIONS, Topic.OUTCOMES),
      may(Topic.CASES_LABOUR)),
  FIU(
      "fiu",
      "the financial intelligence unit",
      may(Topic.DISPOSITIONS, Topic.OUTCOMES),
      may(Topic.CASES_FIU)),
  NGO(
      "ngo",
      "the NGO that serves victims",
      may(Topic.DISPOSITIONS, Topic.OUTCOMES),
      may(Topic.CASES_NGO)),
  CHILD_PROTECTION(
      "child-protection",
      "the child-protection unit, alone with minors' cases",
      may(Topic.DISPOSITIONS, Topic.OUTCOMES),
      may(Topic.CASES_MINORS)),
  ANALYST(
      "analyst",
      "whoever tunes rules: publishes rule sets and reads near misses, activates nothing",
      may(Topic.RULE_SETS),
      may(
          Topic.CASES_WATCH,
          Topic.OUTCOMES,
          Topic.RULE_SETS,
          Topic.ACTIVATIONS,
          Topic.RULE_SET_STATUS)),
  APPROVER(
      "approver",
      "the second person of a rule set: activates what another published",
      may(Topic.ACTIVATIONS),
      may(Topic.RULE_SETS, Topic.ACTIVATIONS, Topic.RULE_SET_STATUS)),
  REGISTRAR(
      "registrar",
      "keeps the registers of studios and of what each feed can say",
      may(Topic.REGISTERS),
      may(Topic.REGISTERS)),
  DATA_PROTECTION(
      "data-protection",
      "the tokeniser's controller: asks for erasure",
      may(Topic.ERASURES),
      may(Topic.ERASURES)),
  AUDITOR(
      "auditor",
      "checks the chain of what was published, and which rules judged",
      nothing(),
      may(Topic.AUDIT, Topic.RULE_SETS, Topic.ACTIVATIONS, Topic.RULE_SET_STATUS)),
  OPERATOR(
      "operator",
      "keeps the job running, sees which rules each worker runs, and has broken exports mended",
      nothing(),
      may(
          Topic.EVENTS_REJECTED,
          Topic.EVENTS_LATE,
          Topic.RULE_SETS,
          Topic.ACTIVATIONS,
          Topic.RULE_SET_STATUS));

  /** Start of the consumer groups and transactional ids of all roles. */
  private static final String PREFIX = "almenara-";

  private final String code;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<Topic> writes;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<Topic> reads;

  Role(String code, String description, Set<Topic> writes, Set<Topic> reads) {
    this.code = code;
    this.description = description;
    this.writes = writes;
    this.reads = reads;
  }

  /** Its name in the manifests, and its user's unless a deployment says otherwise: lower case. */
  public String code() {
    return code;
  }

  /** Who that is, and what for. */
  public String description() {
    return description;
  }

  /** What it writes, in the order of {@link Topic}. */
  public List<Topic> writes() {
    return inOrder(writes);
  }

  /** What it reads, in the order of {@link Topic}. */
  public List<Topic> reads() {
    return inOrder(reads);
  }

  /** How the consumer groups of a role that reads begin; no role's is the start of another's. */
  public String groupPrefix() {
    return PREFIX + code;
  }

  /** Whether it is a job, which writes exactly once, in transactions. */
  public boolean hasTransactions() {
    return this == FLAG_CASES || this == WATCH_FEEDS;
  }

  /** How the transactional ids of a role that has them begin; none is the start of another. */
  public String transactionalIdPrefix() {
    return this == FLAG_CASES ? PREFIX : code + "-";
  }

  /** Who writes a topic. */
  public static List<Role> writersOf(Topic topic) {
    return Arrays.stream(values()).filter(role -> role.writes.contains(topic)).toList();
  }

  /** Who reads a topic. */
  public static List<Role> readersOf(Topic topic) {
    return Arrays.stream(values()).filter(role -> role.reads.contains(topic)).toList();
  }

  private static List<Topic> inOrder(Set<Topic> topics) {
    return topics.stream().sorted().toList();
  }

  private static Set<Topic> may(Topic... topics) {
    return Set.of(topics);
  }

  private static Set<Topic> nothing() {
    return Set.of();
  }
}
