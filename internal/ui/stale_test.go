package ui

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
)

// A screen that was left must not go on showing what the diary held then.
func TestAScreenComesBackWithWhatChangedMeanwhile(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	for _, id := range []screen.ID{screen.Remedies, screen.Comparison} {
		p.open.GoTo(id, screen.Target{})
		p.open.GoTo(screen.Settings, screen.Target{})
		iv := diary.Intervention{Name: "Remedy for " + string(id), Kind: diary.Kinds[0], Phases: []diary.Phase{{Start: diary.NightAt(p.start.Now()).AddDays(-2)}}}
		if err := p.session.Store().SaveIntervention(t.Context(), &iv); err != nil {
			t.Fatal(err)
		}
		p.open.GoTo(id, screen.Target{})
		if said := p.open.Current().ReadOut(); !strings.Contains(said, iv.Name) {
			t.Errorf("%s says %q", id, said)
		}
	}
}
