package org.almenara.engine.rules;

import org.almenara.schemas.Coded;

/**
 * The kind of fact that a rule rests on. Corroboration needs two: one fact seen twice is one fact.
 */
public enum Root implements Coded {
  SESSION("session"),
  PAYOUT("payout"),
  ACCOUNT_ACTION("account-action"),
  VERIFICATION("verification"),
  REGISTRATION("registration"),
  SHARING("sharing"),
  TIP("tip"),
  ATTESTATION("attestation"),
  LINK("link");

  private final String code;

  Root(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
