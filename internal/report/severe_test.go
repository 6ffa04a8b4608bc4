package report

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// severe notes a side effect under a remedy by its name, some days before the last night.
func severe(d *diary.Diary, name, effect string, ago int, how diary.EffectSeverity) {
	for i := range d.Interventions {
		if iv := &d.Interventions[i]; iv.Name == name {
			iv.SideEffects = append(iv.SideEffects, diary.SideEffect{Date: d.Nights[len(d.Nights)-1].Date.AddDays(-ago), Effect: effect, Severity: how})
		}
	}
}

func TestASevereSideEffectIsAmongWhatMustNotBeOverlooked(t *testing.T) {
	const told, ended = "Asleep at the wheel, severe (", "Cramps at noon, severe ("
	box := func(text string) string {
		_, rest, _ := strings.Cut(text, "Please look at this")
		rest, _, _ = strings.Cut(rest, "Taken now")
		return rest
	}
	for _, x := range []struct {
		what, name, effect string
		ago                int
		how                diary.EffectSeverity
		want               string
	}{
		{"of what is taken, under an earlier dose", "Ropinirole", "Asleep at the wheel", 80, diary.SevereEffect, told},
		{"moderate", "Ropinirole", "Asleep at the wheel", 80, diary.ModerateEffect, ""},
		{"of what ended long ago", "Magnesium", "Cramps at noon", 200, diary.SevereEffect, ""},
		{"of what ended, lately", "Magnesium", "Cramps at noon", 20, diary.SevereEffect, ended},
	} {
		d := sample(t)
		severe(&d, x.name, x.effect, x.ago, x.how)
		text := box(firstPage(t, d, options(t)))
		for _, words := range []string{told, ended} {
			if got := strings.Contains(text, words); got != (words == x.want) {
				t.Errorf("%s: %q is said: %v", x.what, words, got)
			}
		}
	}
}

func TestADoseKeepsItsUnitOnItsLine(t *testing.T) {
	l := options(t).L
	for dose, want := range map[float64]string{900: "900\u00a0mg", 0.088: "0.088\u00a0mg"} {
		got := taking{phase: diary.Phase{Dose: diary.Some(dose), Unit: "mg"}}.how(l)
		if got != want {
			t.Errorf("%v mg is %q, want %q", dose, got, want)
		}
	}
}
