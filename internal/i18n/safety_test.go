package i18n_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/i18n"
)

// safetyTexts are the texts on which somebody's safety may hang: they must say the same in every language.
var safetyTexts = regexp.MustCompile(`^(safety\.|clinical\.(urgent|call|iron|dose|pair|risk|worsens|ask|unknown|no_aggravators|aggravator|guideline|impulses|monthly|spelt|name_spelt)|catalogue\.\w+\.safety$|wording\.(augmentation|red|do_not_stop|placebo)|report\.(aggravators|no_flags|looked|too_little|not_looked|not_a_scale))`)

// safetyRecord has a line for each such text: its key and a hash of it in each language, as they were when they
// were last read against each other.
const safetyRecord = "testdata/safety.txt"

// recordVariable makes the test write down the texts as they are. To be set once all languages were read against
// the English ones.
const recordVariable = "STILLNIGHT_RECORD_SAFETY"

// fingerprint is short for the forms of a text.
func fingerprint(forms map[string]string) string {
	var all strings.Builder
	for _, form := range []string{"one", "other"} {
		all.WriteString(form + "\x00" + forms[form] + "\x00")
	}
	sum := sha256.Sum256([]byte(all.String()))
	return hex.EncodeToString(sum[:4])
}

// safetyNow is the record of the texts as they are.
func safetyNow(t *testing.T) map[string][]string {
	t.Helper()
	now := map[string][]string{}
	for _, lang := range i18n.Languages {
		for key, forms := range texts(t, lang) {
			if safetyTexts.MatchString(key) {
				now[key] = append(now[key], fingerprint(forms))
			}
		}
	}
	return now
}

// changedSafety tells what is to be looked at: a text that changed in some languages and not in others, and one
// that is new, gone, or changed in all and not yet recorded. Both have a hash for each of the languages.
func changedSafety(languages []string, was, now map[string][]string) []string {
	var said []string
	for key, hashes := range now {
		before, recorded := was[key]
		if !recorded {
			said = append(said, key+": new; read it in every language against the English one")
			continue
		}
		var changed, same []string
		for i, lang := range languages {
			if i < len(hashes) && i < len(before) && hashes[i] == before[i] {
				same = append(same, lang)
			} else {
				changed = append(changed, lang)
			}
		}
		switch {
		case len(changed) == 0:
		case len(same) > 0:
			said = append(said, fmt.Sprintf("%s: changed in %s and not in %s; read those against it", key, strings.Join(changed, ", "), strings.Join(same, ", ")))
		default:
			said = append(said, key+": changed in every language; read them against each other")
		}
	}
	for key := range was {
		if _, there := now[key]; !there {
			said = append(said, key+": gone")
		}
	}
	slices.Sort(said)
	return said
}

func TestASafetyTextChangedInOneLanguageIsFlaggedInTheOthers(t *testing.T) {
	now := safetyNow(t)
	if os.Getenv(recordVariable) != "" {
		var lines []string
		for key, hashes := range now {
			lines = append(lines, key+" "+strings.Join(hashes, " "))
		}
		slices.Sort(lines)
		if err := os.WriteFile(safetyRecord, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	recorded, err := os.ReadFile(safetyRecord)
	if err != nil {
		t.Fatal(err)
	}
	was := map[string][]string{}
	for line := range strings.Lines(string(recorded)) {
		if fields := strings.Fields(line); len(fields) > 1 {
			was[fields[0]] = fields[1:]
		}
	}
	for _, s := range changedSafety(i18n.Languages, was, now) {
		t.Errorf("%s. Then record it: %s=1 go test ./internal/i18n -run Safety", s, recordVariable)
	}
}

func TestChangesOfSafetyTextsAreSeen(t *testing.T) {
	was := map[string][]string{"a": {"1", "2", "3", "4", "5"}, "b": {"1", "2", "3", "4", "5"}, "c": {"1", "2", "3", "4", "5"}, "d": {"1", "2", "3", "4", "5"}}
	now := map[string][]string{"a": {"1", "2", "3", "4", "5"}, "b": {"1", "9", "3", "4", "5"}, "c": {"6", "7", "8", "9", "0"}, "e": {"1", "2", "3", "4", "5"}}
	want := []string{
		"b: changed in de and not in en, es, fr, nl; read those against it",
		"c: changed in every language; read them against each other",
		"d: gone",
		"e: new; read it in every language against the English one",
	}
	if got := changedSafety([]string{"en", "de", "es", "fr", "nl"}, was, now); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
