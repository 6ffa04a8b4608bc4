package i18n

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"stillnight/resources"
)

// texts are the texts of one language, and those of the fallback behind them. There is a file for each area, which
// is read when a text of it is first asked for: all of them together are a fortieth of a start.
type texts struct {
	speaker *i18n.Localizer
	bundle  *i18n.Bundle
	codes   []string

	mu     sync.RWMutex
	unread map[string][]string // files by the area of their keys; a file may have several
	done   map[string]bool     // by file
	known  map[string]bool
}

// areas are the first parts of keys that stand in a file of another name.
var areas = map[string][]string{
	"domain": {"outcome", "sensation", "bodypart", "jerks", "unusual", "safety", "kind", "intake", "measure", "lab", "error"},
	"shell":  {"shell", "moving"}, "helpmore": {"help"},
}

func newTexts(lang string) (*texts, error) {
	t := &texts{
		bundle: i18n.NewBundle(language.English), codes: slices.Compact([]string{Fallback, lang}),
		unread: map[string][]string{}, done: map[string]bool{}, known: map[string]bool{},
	}
	t.bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	t.speaker = i18n.NewLocalizer(t.bundle, lang, Fallback)
	for _, code := range t.codes {
		files, err := fs.ReadDir(resources.Translations, path.Join("translations", code))
		if err != nil {
			return nil, fmt.Errorf("reading translations for %s: %w", code, err)
		}
		for _, f := range files {
			name := strings.TrimSuffix(f.Name(), ".json")
			of := areas[name]
			if of == nil {
				of = []string{name}
			}
			for _, area := range of {
				t.unread[area] = append(t.unread[area], code+"/"+name)
			}
		}
	}
	return t, nil
}

// has tells whether there is a text for the key.
func (t *texts) has(key string) bool {
	area, _, _ := strings.Cut(key, ".")
	t.mu.RLock()
	_, unread := t.unread[area]
	known := t.known[key]
	t.mu.RUnlock()
	if !unread {
		return known
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.read(area)
	return t.known[key]
}

// prepare reads areas that somebody will ask for soon.
func (t *texts) prepare(areas []string) {
	for _, area := range areas {
		t.mu.Lock()
		t.read(area)
		t.mu.Unlock()
	}
}

// read takes in what there is of an area. A file that cannot be read has no texts; a test reads them all.
func (t *texts) read(area string) {
	for _, file := range t.unread[area] {
		if t.done[file] {
			continue
		}
		t.done[file] = true
		code, name := path.Split(file)
		data, err := fs.ReadFile(resources.Translations, path.Join("translations", file+".json"))
		if err != nil {
			continue
		}
		// go-i18n takes the language from the file's name.
		parsed, err := t.bundle.ParseMessageFileBytes(data, name+"."+path.Clean(code)+".json")
		if err != nil {
			continue
		}
		for _, m := range parsed.Messages {
			t.known[m.ID] = true
		}
	}
	delete(t.unread, area)
}

// localize writes a text; ok is false where there is none.
func (t *texts) localize(c *i18n.LocalizeConfig) (text string, ok bool) {
	if !t.has(c.MessageID) {
		return "", false
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	text, err := t.speaker.Localize(c)
	return text, err == nil || text != ""
}
