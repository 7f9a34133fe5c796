package org.almenara.schemas;

/** Leaves the pass over a record; without a stack trace, since refusals may come in floods. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  Refused(Refusal.Reason reason, String path) {
    super(reason.code(), null, false, false);
    this.refusal = new Refusal(reason, path);
  }

  Refusal refusal() {
    return refusal;
  }
}
