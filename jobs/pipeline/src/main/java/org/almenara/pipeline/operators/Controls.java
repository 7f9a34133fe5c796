package org.almenara.pipeline.operators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.almenara.engine.live.Heard;
import org.almenara.engine.registers.Feeds;
import org.almenara.engine.registers.Register;
import org.almenara.pipeline.Control;
import org.almenara.schemas.Activation;
import org.almenara.schemas.Json;
import org.almenara.schemas.RegisterEntry;
import org.almenara.schemas.RuleSetDocument;
import org.almenara.schemas.Topic;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What operators keep of the control topics, in every savepoint.
 *
 * <p>Of rule sets and activations a bounded part: activations that took effect in the last 400 days
 * or will, the ones in force before those, and the rule sets that they name; and of the rule sets
 * that none names the 32 newest. Days are counted back from the newest of them, by no clock. Of
 * registers and erasures every record, by its key, in the steps that act on them or are to.
 */
public final class Controls {

  /** Broadcast state: control records by topic and key. */
  public static final MapStateDescriptor<String, Control> STATE =
      new MapStateDescriptor<>("controls", Types.STRING, TypeInformation.of(Control.class));

  private static final long KEPT_MILLIS = Duration.ofDays(400).toMillis();
  private static final int MOST_UNNAMED = 32;

  private Controls() {}

  /** Keeps a record of a topic that the step acts on, or is to act on. */
  static void keep(Control control, BroadcastState<String, Control> state, Topic... topics)
      throws Exception {
    for (Topic topic : topics) {
      if (control.topic().equals(topic.topicName())) {
        state.put(key(control), control);
      }
    }
  }

  /** Keeps what a register says of feeds. */
  static void keepFeeds(Control control, BroadcastState<String, Control> state) throws Exception {
    if (isOf(control, Topic.REGISTERS) && Feeds.isAboutFeed(read(control, RegisterEntry.class))) {
      state.put(key(control), control);
    }
  }

  /** By what a record is kept. */
  static String key(Control control) {
    String key = isOf(control, Topic.ACTIVATIONS) ? heard(control).key() : control.key();
    // Of a register every version: the one before counts until its successor's lead has passed.
    String version = isOf(control, Topic.REGISTERS) ? "|" + control.timestamp() : "";
    return control.topic() + "|" + key + version;
  }

  static boolean isOf(Control control, Topic topic) {
    return control.topic().equals(topic.topicName());
  }

  /** An activation. */
  static Heard heard(Control control) {
    return new Heard(read(control, Activation.class), control.timestamp());
  }

  /** A rule set. */
  static RuleSetDocument ruleSet(Control control) {
    return read(control, RuleSetDocument.class);
  }

  private static <T> T read(Control control, Class<T> type) {
    try {
      return Json.read(control.value().getBytes(UTF_8), type);
    } catch (IOException e) {
      throw new UncheckedIOException("a control that was judged does not read", e);
    }
  }

  /** What was handed in and heard of registers. */
  static Register register(
      Collection<Control> handedIn, ReadOnlyBroadcastState<String, Control> state)
      throws Exception {
    Register register = new Register();
    handedIn.forEach(control -> add(control, register));
    for (Map.Entry<String, Control> kept : state.immutableEntries()) {
      add(kept.getValue(), register);
    }
    return register;
  }

  /** Adds a control to a register, if it is of one. */
  static void add(Control control, Register register) {
    if (isOf(control, Topic.REGISTERS)) {
      register.add(read(control, RegisterEntry.class), control.timestamp());
    }
  }

  /** Adds what was handed in and is kept of registers to what is known of feeds. */
  static void addAll(
      Collection<Control> handedIn, ReadOnlyBroadcastState<String, Control> state, Feeds feeds)
      throws Exception {
    handedIn.forEach(control -> add(control, feeds));
    for (Map.Entry<String, Control> kept : state.immutableEntries()) {
      add(kept.getValue(), feeds);
    }
  }

  /** Adds a control to what is known of feeds, if it is of a register. */
  static void add(Control control, Feeds feeds) {
    if (isOf(control, Topic.REGISTERS)) {
      feeds.add(read(control, RegisterEntry.class), control.timestamp());
    }
  }

  /** Rule sets and activations that were handed in and heard, by what they are kept by. */
  static Map<String, Control> ofRules(
      Collection<Control> handedIn, ReadOnlyBroadcastState<String, Control> state)
      throws Exception {
    Map<String, Control> all = new TreeMap<>();
    handedIn.forEach(control -> put(control, all));
    for (Map.Entry<String, Control> entry : state.immutableEntries()) {
      put(entry.getValue(), all);
    }
    return all;
  }

  private static void put(Control control, Map<String, Control> all) {
    if (isOf(control, Topic.RULE_SETS)
        || (isOf(control, Topic.ACTIVATIONS) && heard(control).inTime())) {
      all.merge(key(control), control, Controls::newer);
    }
  }

  /** Of two with one key: the newer, or what a fixed order says. */
  static Control newer(Control a, Control b) {
    return BY_TIME.compare(a, b) < 0 ? b : a;
  }

  private static final Comparator<Control> BY_TIME =
      Comparator.comparingLong(Control::timestamp).thenComparing(Control::value);

  /** What is worth knowing at the start: of registers all, of the rest what is worth keeping. */
  public static List<Control> worthKnowing(Collection<Control> controls) {
    List<Control> known = new ArrayList<>(worthKeeping(controls));
    controls.stream().filter(control -> isOf(control, Topic.REGISTERS)).forEach(known::add);
    return known;
  }

  /** What is worth keeping of rule sets and activations, in a fixed order. */
  static List<Control> worthKeeping(Collection<Control> controls) {
    Map<String, Control> all = new TreeMap<>();
    controls.forEach(control -> put(control, all));
    long newest = all.values().stream().mapToLong(Control::timestamp).max().orElse(0);
    List<Control> kept = new ArrayList<>();
    for (boolean live : List.of(true, false)) {
      TreeMap<Long, Control> byInstant = new TreeMap<>();
      all.values().stream()
          .filter(control -> isOf(control, Topic.ACTIVATIONS))
          .filter(control -> isOfLane(control, live))
          .sorted(BY_TIME)
          .forEach(control -> byInstant.put(heard(control).effective(), control));
      Long inForce = byInstant.floorKey(newest - KEPT_MILLIS);
      kept.addAll(byInstant.tailMap(inForce == null ? Long.MIN_VALUE : inForce, true).values());
    }
    all.values().stream()
        .filter(control -> isOf(control, Topic.ACTIVATIONS) && isStop(control))
        .filter(control -> control.timestamp() >= newest - KEPT_MILLIS)
        .forEach(kept::add);
    Set<String> named = new HashSet<>();
    for (Control activation : kept) {
      String hash = heard(activation).activation().ruleSet();
      if (hash != null) {
        named.add(hash);
      }
    }
    List<Control> ruleSets =
        all.values().stream().filter(control -> isOf(control, Topic.RULE_SETS)).toList();
    ruleSets.stream().filter(control -> named.contains(control.key())).forEach(kept::add);
    ruleSets.stream()
        .filter(control -> !named.contains(control.key()))
        .sorted(BY_TIME.reversed())
        .limit(MOST_UNNAMED)
        .forEach(kept::add);
    return kept;
  }

  private static boolean isStop(Control control) {
    return heard(control).activation().type() == Activation.Type.RULE_STOPPED;
  }

  private static boolean isOfLane(Control control, boolean live) {
    return switch (heard(control).activation().type()) {
      case ACTIVATION_LIVE -> live;
      case ACTIVATION_SHADOW, SHADOW_ENDED -> !live;
      case RULE_STOPPED -> false;
    };
  }
}
