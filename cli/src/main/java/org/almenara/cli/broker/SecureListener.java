package org.almenara.cli.broker;

import java.nio.file.Path;
import java.util.Properties;

/**
 * A second door of a local broker, as a production broker has it: SASL_SSL with SCRAM-SHA-512, and
 * an authorizer that refuses what no ACL grants.
 *
 * <p>The first door stays open to this machine without a password, and who comes through it is the
 * administrator.
 *
 * @param port on the loopback interface
 * @param keyStore PKCS 12, with the broker's key and certificate
 * @param keyStorePassword of it and of the key
 */
public record SecureListener(int port, Path keyStore, String keyStorePassword) {

  private static final String NAME = "SECURE";

  /** Where its clients connect. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  void addTo(Properties settings) {
    append(settings, "listeners", NAME + "://" + bootstrapServers());
    append(settings, "advertised.listeners", NAME + "://" + bootstrapServers());
    append(settings, "listener.security.protocol.map", NAME + ":SASL_SSL");
    settings.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.setProperty("ssl.keystore.type", "PKCS12");
    settings.setProperty("ssl.keystore.location", keyStore.toString());
    settings.setProperty("ssl.keystore.password", keyStorePassword);
    settings.setProperty("ssl.key.password", keyStorePassword);
    settings.setProperty(
        "listener.name.secure.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.setProperty("super.users", "User:ANONYMOUS");
  }

  private static void append(Properties settings, String name, String value) {
    settings.setProperty(name, settings.getProperty(name) + "," + value);
  }
}
