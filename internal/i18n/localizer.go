package i18n

import (
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"encoding/json"

	"stillnight/resources"
)

// Fallback is the language whose texts are complete by definition.
const Fallback = "en"

// Languages lists the languages that are complete and ship, as codes, in the order shown.
var Languages = []string{"en", "de", "es", "fr", "nl"}

// Localizer speaks one language. It is safe for use from several goroutines.
type Localizer struct {
	lang    string
	texts   *texts
	printer *message.Printer
	format  dateFormat
	region  string
}

// New returns the Localizer for a language tag such as "de" or "pt-BR". A language that does not ship,
// "" or "C" gives English. An error means that a shipped file cannot be read.
func New(tag string) (*Localizer, error) {
	region := regionKnown(tag)
	tag, _, _ = strings.Cut(tag, "-u-") // where one lives does not change how the language writes
	lang := closest(tag)
	texts, err := newTexts(lang)
	if err != nil {
		return nil, err
	}
	l := &Localizer{lang: lang, texts: texts, printer: message.NewPrinter(regional(tag, lang))}
	l.format = l.readDateFormat(tag)
	l.region = region
	return l, nil
}

// closest returns the shipped language for a tag as the system gives it ("de_AT.UTF-8", "C", "").
func closest(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	base, _, _ = strings.Cut(base, ".")
	if slices.Contains(Languages, base) {
		return base
	}
	return Fallback
}

// regional keeps the region of a tag ("de-CH") where it parses, for separators; else the language alone.
func regional(tag, lang string) language.Tag {
	clean, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), ".")
	if t, err := language.Parse(clean); err == nil {
		if base, _ := t.Base(); base.String() == lang {
			return t
		}
	}
	return language.MustParse(lang)
}

// Words reads the texts of one area in one language that have no plural, as they stand in the translations.
// It is far quicker than New, for who needs the words of every language.
func Words(lang, area string) (map[string]string, error) {
	data, err := fs.ReadFile(resources.Translations, path.Join("translations", lang, area+".json"))
	if err != nil {
		return nil, fmt.Errorf("reading the words of %s: %w", lang, err)
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("reading the words of %s: %w", lang, err)
	}
	words := make(map[string]string, len(all))
	for key, v := range all {
		if text, ok := v.(string); ok {
			words[key] = text
		}
	}
	return words, nil
}

// Lang returns the code of the language spoken, one of Languages.
func (l *Localizer) Lang() string { return l.lang }

// Region returns the region that the tag names (ISO 3166-1), such as "AT"; "" where it names none. It is
// never guessed from the language.
func (l *Localizer) Region() string { return l.region }

// Has tells whether a text exists for the key.
func (l *Localizer) Has(key string) bool { return l.texts.has(key) }

// Prepare reads the texts of areas, the first parts of their keys, beside what else is going on, so that nobody has to wait
// for them later.
func (l *Localizer) Prepare(areas ...string) { l.texts.prepare(areas) }

// T returns the text of a key. args are pairs of placeholder name and value. A key without a text
// comes back as it is, so that a gap is seen and nothing breaks.
func (l *Localizer) T(key string, args ...any) string {
	return l.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: pairs(args)}, key)
}

// N returns the text of a key in the plural form for n; {{.n}} in it is n as a number in words of the
// locale.
func (l *Localizer) N(key string, n int, args ...any) string {
	data := pairs(args)
	data["n"] = l.Number(float64(n), 0)
	return l.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data, PluralCount: n}, key)
}

// Part returns the text of a key in the plural form for a number with one decimal, which differs: 1.8
// points, but 1,8 point in French. {{.n}} in it is x in the locale's writing, unless args say otherwise.
func (l *Localizer) Part(key string, x float64, args ...any) string {
	data := pairs(append([]any{"n", l.Number(x, 1)}, args...))
	return l.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data,
		PluralCount: strconv.FormatFloat(math.Abs(x), 'f', 1, 64)}, key)
}

func (l *Localizer) localize(c *i18n.LocalizeConfig, key string) string {
	text, ok := l.texts.localize(c)
	if !ok {
		return key
	}
	return text
}

func pairs(args []any) map[string]any {
	data := make(map[string]any, len(args)/2+1)
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok {
			data[name] = args[i+1]
		}
	}
	return data
}

// List joins items as a sentence does: "a, b and c".
func (l *Localizer) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := len(items) - 1
	first, end := strings.Join(items[:last], ", "), items[last]
	if l.lang == "es" && startsWithI(end) {
		return first + " e " + end
	}
	return l.T("common.list_and", "first", first, "last", end)
}

// startsWithI tells whether a Spanish word begins with the vowel i, before which y becomes e: "yoga e
// infusiones", but "yoga y hierro", whose i is no vowel of its own.
func startsWithI(word string) bool {
	sound := strings.TrimPrefix(strings.ToLower(word), "h")
	if rest, ok := strings.CutPrefix(sound, "i"); ok {
		return !strings.HasPrefix(rest, "e") && !strings.HasPrefix(rest, "o") && !strings.HasPrefix(rest, "a")
	}
	return strings.HasPrefix(sound, "í")
}

// FirstWeekday is the day a week begins with in the user's region.
func (l *Localizer) FirstWeekday() time.Weekday { return l.format.firstWeekday }

// Capital begins a line with a capital letter. A line that begins with no letter stays as it is.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if first == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
