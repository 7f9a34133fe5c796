package org.almenara.cli.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.almenara.cli.Installation;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker with TLS, SCRAM users and ACLs for all tests of a class. */
public final class SecureBrokerExtension implements BeforeAllCallback, AfterAllCallback {

  private static final String KEY_STORE_PASSWORD = "only-for-this-test";

  private final List<String> users;
  private @Nullable LocalBroker broker;
  private @Nullable SecureListener secure;
  private Path keys = Path.of("");

  /** A broker that knows those users; the password of each is {@link #passwordOf}. */
  public SecureBrokerExtension(List<String> users) {
    this.users = List.copyOf(users);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    keys = Files.createTempDirectory("almenara-keys-");
    secure = new SecureListener(FreePorts.find(1).get(0), keyStore(), KEY_STORE_PASSWORD);
    Path folder = Files.createTempDirectory("almenara-broker-");
    Path log = Path.of("target", context.getRequiredTestClass().getSimpleName() + "-broker.log");
    broker = LocalBroker.start(Installation.current(), folder, log, secure);
    createUsers();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Objects.requireNonNull(broker).close();
    LocalBroker.delete(keys);
  }

  /** A key and a certificate for this machine, made by the JDK's own tool. */
  private Path keyStore() throws IOException, InterruptedException {
    Path store = keys.resolve("broker.p12");
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "broker",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                KEY_STORE_PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("keytool ended with " + code);
    }
    return store;
  }

  private void createUsers() throws Exception {
    List<UserScramCredentialAlteration> alterations = new ArrayList<>();
    for (String user : users) {
      alterations.add(
          new UserScramCredentialUpsertion(
              user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), passwordOf(user)));
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", administrators()))) {
      admin.alterUserScramCredentials(alterations).all().get();
    }
  }

  /** Where the administrator connects, without a password. */
  public String administrators() {
    return Objects.requireNonNull(broker).bootstrapServers();
  }

  /** Where users connect. */
  public String bootstrapServers() {
    return Objects.requireNonNull(secure).bootstrapServers();
  }

  /** The password of a user. */
  public static String passwordOf(String user) {
    return "secret-of-" + user;
  }

  /** What a client of that user is set up with. */
  public Properties clientOf(String user) {
    return clientOf(user, passwordOf(user));
  }

  /** What a client is set up with that says it is that user. */
  public Properties clientOf(String user, String password) {
    Properties client = new Properties();
    client.setProperty("security.protocol", "SASL_SSL");
    client.setProperty("sasl.mechanism", "SCRAM-SHA-512");
    client.setProperty(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
    client.setProperty("ssl.truststore.type", "PKCS12");
    client.setProperty("ssl.truststore.location", keys.resolve("broker.p12").toString());
    client.setProperty("ssl.truststore.password", KEY_STORE_PASSWORD);
    return client;
  }
}
