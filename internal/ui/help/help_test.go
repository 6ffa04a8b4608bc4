package help_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/help"
	"stillnight/internal/ui/uitest"
)

// words speak the language of the look under test.
func words(t *testing.T) *i18n.Localizer {
	t.Helper()
	l, err := i18n.New(uitest.Language())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestEveryTopicHasWords(t *testing.T) {
	for _, topic := range help.Topics(words(t)) {
		if strings.HasPrefix(topic.Title, "help.") || strings.HasPrefix(topic.Text, "help.") {
			t.Errorf("topic %s lacks words", topic.ID)
		}
	}
}

func TestSearchFindsTopicsWithAllWordsTitlesFirst(t *testing.T) {
	topics := help.Topics(words(t))
	found := help.Search(topics, "KEYBOARD")
	if len(found) == 0 || found[0].ID != "keys" {
		t.Errorf("found %v", found)
	}
	if len(help.Search(topics, "zebra keyboard")) != 0 {
		t.Error("a word that is nowhere was overlooked")
	}
	if len(help.Search(topics, "  ")) != len(topics) {
		t.Error("an empty search hides topics")
	}
}

func TestHelpFitsInEveryLook(t *testing.T) {
	for _, topic := range []string{"start", "keys", "method", "calibration"} {
		t.Run(topic, func(t *testing.T) {
			uitest.EveryLook(t, func(t *testing.T, app fyne.App, _ fyne.Window) fyne.CanvasObject {
				w := help.NewWindow(app, words(t))
				w.Open(topic)
				content := w.Content()
				return content
			})
		})
	}
}

func TestEveryControlHasAName(t *testing.T) {
	app := test.NewTempApp(t)
	w := help.NewWindow(app, words(t))
	w.Open("start")
	uitest.CheckNamed(t, w.Content())
}
