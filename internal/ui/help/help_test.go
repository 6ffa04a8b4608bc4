package help_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/ui/help"
	"stillnight/internal/ui/uitest"
)

// words speak the language of the look under test.
func words(t *testing.T) *i18n.Localizer {
	t.Helper()
	return i18ntest.Speak(t, uitest.Language())
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

func TestSearchAsksForNoAccents(t *testing.T) {
	if found := help.Search(help.Topics(i18ntest.Speak(t, "fr")), "remedes"); len(found) == 0 || found[0].ID != "remedies" {
		t.Errorf("found %d topics, not the one on remedies first", len(found))
	}
}

func TestHelpFitsInEveryLook(t *testing.T) {
	for _, topic := range []string{"start", "keys", "method", "calibration", "more"} {
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

// An address can be read, and opens in the browser only when it is pressed.
func TestAddressesOpenOnlyWhenPressed(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		opened := &opening{App: test.NewTempApp(t)}
		fyne.SetCurrentApp(opened)
		w := help.NewWindow(opened, l)
		w.Open("more")
		var links []*help.Link
		for _, o := range uitest.OnShow(w.Content()) {
			if link, ok := o.(*help.Link); ok {
				links = append(links, link)
			}
		}
		if len(links) < 4 || len(opened.addresses) > 0 {
			t.Errorf("%s: %d addresses, %q opened", lang, len(links), opened.addresses)
		}
		for _, link := range links {
			if link.URL.Scheme != "https" || link.URL.Host == "" || link.Text != link.URL.String() {
				t.Errorf("%s: %q leads to %s", lang, link.Text, link.URL)
			}
		}
		for n, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter} {
			links[n].TypedKey(&fyne.KeyEvent{Name: key})
			if len(opened.addresses) != n+1 || opened.addresses[n] != links[n].Text {
				t.Errorf("%s: %q opened by %s", lang, opened.addresses, key)
			}
		}
	}
}

// TestEscapeClosesTheHelpFromWhateverHasTheKeyboard presses it in the field, the list, the addresses and the text, which
// is the toolkit's own and gives no key away while it has the keyboard. The key comes to the window as well as to what has
// the keyboard, and closes it once.
func TestEscapeClosesTheHelpFromWhateverHasTheKeyboard(t *testing.T) {
	app := test.NewTempApp(t)
	kinds := map[string]bool{}
	for n := 0; ; n++ {
		w := help.NewWindow(app, words(t))
		closed := 0
		w.SetOnClosed(func() { closed++ })
		w.Open("more")
		var takers []fyne.Focusable
		for _, o := range uitest.OnShow(w.Content()) {
			if f, ok := o.(fyne.Focusable); ok {
				takers = append(takers, f)
			}
		}
		if n == len(takers) {
			break
		}
		kinds[fmt.Sprintf("%T", takers[n])] = true
		w.Canvas().Focus(takers[n])
		for _, other := range []glfw.Key{glfw.KeyC, glfw.KeyDown} {
			w.Key(other)
		}
		if closed > 0 {
			t.Fatalf("another key closes it in %T", takers[n])
		}
		w.Key(glfw.KeyEscape)
		if closed == 0 {
			takers[n].TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		if closed != 1 {
			t.Errorf("Escape closes it %d times in %T", closed, takers[n])
		}
	}
	if len(kinds) < 4 || !kinds["*widget.focusSelectable"] {
		t.Errorf("only %v take the keyboard", kinds)
	}
}

// opening is an app that remembers what it was asked to open.
type opening struct {
	fyne.App
	addresses []string
}

func (o *opening) OpenURL(u *url.URL) error {
	o.addresses = append(o.addresses, u.String())
	return nil
}
