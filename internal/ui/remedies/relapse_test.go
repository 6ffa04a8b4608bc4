package remedies_test

import (
	"strings"
	"testing"

	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// TestARelapseIsNotCalledCalmerOnItsCard: a higher dose helped for two weeks, and then a month no longer.
func TestARelapseIsNotCalledCalmerOnItsCard(t *testing.T) {
	env, _, s := openScreen(t, remedies.New, uitest.Relapse())
	s.Show(screen.Target{})
	all := s.ReadOut()
	if strings.Contains(all, env.L.T("wording.better.severity")) {
		t.Errorf("called calmer: %s", all)
	}
	if !strings.Contains(all, env.L.T("wording.faded")) {
		t.Errorf("it is not said that it helped at first: %s", all)
	}
}
