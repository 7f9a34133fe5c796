package org.almenara.schemas;

import java.util.List;

/**
 * The types of a platform event, each with the fields that it cannot do without.
 *
 * <p>Fields beyond these may stand on any type, as far as the platform knows them.
 */
public enum EventType implements RecordType {
  /** A sign that the writer lives: moves time in quiet hours, says nothing about anybody. */
  HEARTBEAT("heartbeat"),
  ACCOUNT_REGISTERED("account.registered", "performer"),
  /** The terms of platform or studio were accepted for the account, on {@code device}. */
  TERMS_ACCEPTED("terms.accepted", "performer", "device"),
  /** The account belongs to {@code cluster}: when it is found, and every 7 days while it holds. */
  ACCOUNT_LINKED("account.linked", "performer", "cluster"),
  /** What the link service sees of {@code cluster} as a whole, once a day while it exists. */
  CLUSTER_OBSERVED("cluster.observed", "cluster"),
  /** With others of {@code cluster} the performer left one studio and came to {@code studio}. */
  CLUSTER_MOVED("cluster.moved", "performer", "cluster", "studio"),
  /** The performer shares a payout or device with one whose case was substantiated. */
  CLUSTER_MARKED("cluster.marked", "performer", "cluster"),
  /** A mark was taken back: the outcome that it rested on was reversed. */
  CLUSTER_UNMARKED("cluster.unmarked", "performer", "cluster"),
  ACCOUNT_LOCKED("account.locked", "performer", "actor"),
  /** A setting was changed: {@code what}, by {@code actor} on {@code device}. */
  ACCOUNT_CHANGED("account.changed", "performer", "what", "actor"),
  LOGIN("login", "performer", "device"),
  VERIFIED("verified", "performer", "verification", "outcome"),
  /** The performer asked to leave: {@code what} is detach, export or closure. */
  EXIT_REQUESTED("exit.requested", "performer", "what", "actor"),
  EXIT_COMPLETED("exit.completed", "performer", "what"),
  /** A request to leave was undone or blocked, by {@code actor}. */
  EXIT_REVERSED("exit.reversed", "performer", "what", "actor"),
  REATTACHED("reattached", "performer", "studio"),
  SESSION_STARTED("session.started", "performer", "session"),
  /** A sign of life inside a session, at least every five minutes. */
  SESSION_ALIVE("session.alive", "performer", "session"),
  SESSION_PAUSED("session.paused", "performer", "session"),
  SESSION_RESUMED("session.resumed", "performer", "session"),
  SESSION_ENDED("session.ended", "performer", "session"),
  /** The performer declined what a viewer or the studio asked for; what it was is never said. */
  SHOW_REFUSED("show.refused", "performer", "session"),
  PAYMENT_RECEIVED("payment.received", "performer", "amount"),
  /** Earnings of {@code performer} were paid out to the instrument {@code payout}. */
  PAYOUT_MADE("payout.made", "performer", "payout", "amount", "reported_by"),
  /** {@code amount} was kept back from a performer, for {@code reason}. */
  DEDUCTION_MADE("deduction.made", "performer", "amount", "reason", "reported_by"),
  /** {@code amount} was lent to a performer against later earnings. */
  ADVANCE_MADE("advance.made", "performer", "amount", "reported_by"),
  /** Money left the instrument {@code payout} again. */
  PAYOUT_MOVED_ON("payout.moved_on", "payout", "amount", "reported_by"),
  /** What a performer was paid of earlier earnings, as {@code reported_by} says. */
  PAY_ATTESTED("pay.attested", "performer", "attested", "reported_by"),
  /** A payer sent {@code amount} to a beneficiary's instrument {@code payout}. */
  TRANSFER_RECEIVED(
      "transfer.received", "payer", "payout", "amount", "rail", "legal_basis", "reported_by"),
  /** A move of the performer to the city {@code place} was arranged. */
  PLACEMENT("placement", "performer", "place", "reported_by"),
  /** The performer wrote to support; only the {@code category} is sent. */
  TICKET_OPENED("ticket.opened", "performer", "category"),
  /** The performer asked for help through the platform's hidden control. */
  HELP_PRESSED("help.pressed", "performer"),
  /** The request for help was taken back; {@code authenticated} says whether by the performer. */
  HELP_CANCELLED("help.cancelled", "performer", "authenticated");

  private final String code;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> required;

  EventType(String code, String... required) {
    this.code = code;
    this.required = List.of(required);
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public List<String> required() {
    return required;
  }
}
