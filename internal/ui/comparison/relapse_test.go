package comparison_test

import (
	"strings"
	"testing"

	"stillnight/internal/ui/uitest"
)

// TestARelapseIsNowhereCalledCalmer: a higher dose helped for two weeks, and then a month no longer.
func TestARelapseIsNowhereCalledCalmer(t *testing.T) {
	env, _, s := opened(t, uitest.Relapse())
	all := s.ReadOut()
	if strings.Contains(all, env.L.T("wording.better.severity")) {
		t.Errorf("called calmer: %s", all)
	}
	for _, said := range []string{env.L.T("wording.faded"), env.L.T("wording.summary.waning", "list", "")[:10], env.L.T("wording.before_diary", "month", "")[:20]} {
		if !strings.Contains(all, said) {
			t.Errorf("%q is not said: %s", said, all)
		}
	}
}
