package org.almenara.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The titles of rules and typologies keep to the words that docs/rules.md lays down. */
class RuleTitlesTest {

  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("almenara.root")));
  private static final List<String> LANGUAGES = List.of("en", "es", "pt");
  private static final Pattern REFUSED = Pattern.compile("\\(not: ([^)]+)\\)");
  private static final int LONGEST = 110;

  /** By language, from the table of words: what no title may say. */
  private static List<Pattern> refused(int language) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/rules.md"));
    String section =
        page.substring(
            page.indexOf("\n## Words in three languages\n"), page.indexOf("\n## Going live\n"));
    List<Pattern> refused = new ArrayList<>();
    for (String row : section.lines().filter(line -> line.startsWith("| ")).toList()) {
      Matcher words = REFUSED.matcher(row.split("\\|", -1)[language + 1]);
      if (words.find()) {
        Arrays.stream(words.group(1).split(", ", -1))
            .map(RuleTitlesTest::word)
            .forEach(refused::add);
      }
    }
    return refused;
  }

  private static Pattern word(String text) {
    return Pattern.compile(
        "\\b" + Pattern.quote(text) + "\\b",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  }

  private static List<String> said(String title, List<Pattern> refused) {
    return refused.stream()
        .map(word -> word.matcher(title))
        .filter(Matcher::find)
        .map(Matcher::group)
        .toList();
  }

  private static List<? extends Map<String, String>> titles() throws IOException {
    RuleSet deployed = RuleSetReader.compile(RuleSetFiles.ofFolder(ROOT.resolve("deploy/rules")));
    return Stream.concat(
            deployed.rules().stream().map(Rule::title),
            deployed.settings().typologies().stream().map(Typology::title))
        .toList();
  }

  @Test
  void noneSaysARefusedWord() throws IOException {
    for (int language = 0; language < LANGUAGES.size(); language++) {
      List<Pattern> refused = refused(language);
      for (Map<String, String> title : titles()) {
        String text = Objects.requireNonNull(title.get(LANGUAGES.get(language)));
        assertThat(said(text, refused)).as(text).isEmpty();
      }
    }
  }

  @Test
  void theTableRefusesWordsInEachLanguageAndOnlyWholeOnes() throws IOException {
    assertThat(said("The Girl and the model railway", refused(0))).containsExactly("model", "Girl");
    assertThat(said("Inicio de sesión de ella, aquella", refused(1)))
        .containsExactly("ella", "Inicio de sesión");
    assertThat(said("Um aparelho alheio, aparelhos", refused(2))).containsExactly("aparelho");
  }

  @Test
  void eachIsOneShortSentenceOfItsOwnInEachLanguage() throws IOException {
    Set<String> seen = new HashSet<>();
    for (Map<String, String> title : titles()) {
      for (String language : LANGUAGES) {
        String text = title.get(language);
        assertThat(text).hasSizeLessThanOrEqualTo(LONGEST).matches("(?s)\\p{Lu}.*[^.]");
        assertThat(seen.add(text)).as("said twice: " + text).isTrue();
      }
    }
  }
}
