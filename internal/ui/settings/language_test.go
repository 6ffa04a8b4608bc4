package settings

import (
	"testing"

	"stillnight/internal/i18n"
)

func TestEveryLanguageIsCalledByItsOwnName(t *testing.T) {
	for _, code := range i18n.Languages {
		if languageNames[code] == "" {
			t.Errorf("%s has no name in languageNames", code)
		}
	}
}
