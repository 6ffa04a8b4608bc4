package help

import (
	"strings"
	"testing"

	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
)

// The keys are called in the help as they are on the keyboard, and menus that the system draws have no letters.
func TestHelpNamesTheKeysOfTheComputer(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		ctrl, command, f10 := l.T("shell.menu.ctrl"), l.T("shell.menu.command"), l.T("help.keys.menus")
		named := 0
		for _, mac := range []bool{true, false} {
			own, other := ctrl, command
			if mac {
				own, other = command, ctrl
			}
			for _, topic := range topicsFor(l, mac) {
				if strings.Contains(topic.Text, other) {
					t.Errorf("%s, on a Mac %v: %q names %s", lang, mac, topic.ID, other)
				}
				if strings.Contains(topic.Text, own+"+") {
					named++
				}
				if topic.ID == "keys" && strings.Contains(topic.Text, f10) == mac {
					t.Errorf("%s, on a Mac %v: F10 is told, or is not", lang, mac)
				}
			}
		}
		if named < 8 {
			t.Errorf("%s: only %d topics name a key", lang, named)
		}
	}
}
