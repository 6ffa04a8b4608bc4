package ui

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"stillnight/internal/i18n"
)

// toolkitKeys leads from the toolkit's own words, in its file dialogs and field menus, to ours.
var toolkitKeys = map[string]string{
	"(Parent)":          "toolkit.parent",
	"Advanced":          "toolkit.advanced",
	"Cancel":            "toolkit.cancel",
	"Confirm":           "toolkit.confirm",
	"Copy":              "toolkit.copy",
	"Create Folder":     "toolkit.create_folder",
	"Cut":               "toolkit.cut",
	"Enter filename":    "toolkit.type_name",
	"Error":             "toolkit.error",
	"Favourites":        "toolkit.favourites",
	"File":              "toolkit.file",
	"Folder":            "toolkit.folder",
	"New Folder":        "toolkit.new_folder",
	"No":                "toolkit.no",
	"OK":                "toolkit.ok",
	"Open":              "toolkit.open",
	"Paste":             "toolkit.paste",
	"Quit":              "toolkit.quit",
	"Redo":              "toolkit.redo",
	"Save":              "toolkit.save",
	"Select all":        "toolkit.select_all",
	"Show Hidden Files": "toolkit.show_hidden",
	"Undo":              "toolkit.undo",
	"Yes":               "toolkit.yes",
	"file.name":         "toolkit.file_name",
	"file.parent":       "toolkit.parent",
}

// teachToolkit gives the toolkit's own dialogs the words of the language spoken. It would otherwise speak
// the system's language, which may be another, or one that it does not know. Its words are looked up under
// the system's language, so ours are filed there.
func teachToolkit(l *i18n.Localizer) error {
	words := map[string]string{}
	for theirs, key := range toolkitKeys {
		words[theirs] = l.T(key)
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		words[name], words[name+".short"] = l.Weekday(d), l.WeekdayShort(d)
	}
	data, err := json.Marshal(words)
	if err != nil {
		return fmt.Errorf("gathering the toolkit's words: %w", err)
	}
	system := fyne.Locale(lang.SystemLocale().LanguageString())
	if err := lang.AddTranslationsForLocale(data, system); err != nil {
		return fmt.Errorf("giving the toolkit its words: %w", err)
	}
	return nil
}
