package diary_test

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
)

func TestWhatIsWrongAboutAPersonIsNamed(t *testing.T) {
	for _, x := range []struct {
		name  string
		b     diary.Background
		field string
	}{
		{"nothing", diary.Background{}, ""},
		{"an answer that is none", diary.Background{Criteria: [5]diary.Answer{1: "perhaps"}}, "criteria.rest"},
		{"a condition", diary.Background{Conditions: [6]diary.Answer{2: "perhaps"}}, "conditions.apnoea"},
		{"family", diary.Background{Family: "perhaps"}, "family"},
		{"age", diary.Background{OnsetAge: diary.Some(121)}, "onset_age"},
		{"something tried without a name", diary.Background{Tried: []diary.TriedBefore{{Dose: "3 mg"}}}, "tried[0].agent"},
		{"a reason that is none", diary.Background{Tried: []diary.TriedBefore{{Agent: "Iron", Why: "bored"}}}, "tried[0].why"},
		{"too many", diary.Background{Tried: make([]diary.TriedBefore, diary.MaxTried+1)}, "tried"},
		{"a long note", diary.Background{Note: strings.Repeat("x", diary.MaxNote+1)}, "note"},
	} {
		errs, _ := x.b.Validate().(diary.FieldErrors)
		if (x.field == "") != (len(errs) == 0) || x.field != "" && errs.For(x.field) == nil {
			t.Errorf("%s: %v", x.name, errs)
		}
	}
}

func TestWhatIsWrongWithASideEffectIsNamed(t *testing.T) {
	for _, x := range []struct {
		name  string
		e     diary.SideEffect
		field string
	}{
		{"one", diary.SideEffect{Date: diary.MustDate(2026, 3, 1), Effect: "Nausea", Severity: diary.MildEffect}, ""},
		{"an answer that there was none", diary.SideEffect{Date: diary.MustDate(2026, 3, 1), Effect: diary.ImpulseCheck}, ""},
		{"none of something", diary.SideEffect{Date: diary.MustDate(2026, 3, 1), Effect: "Nausea"}, "side_effects[0].severity"},
		{"worse than there is", diary.SideEffect{Date: diary.MustDate(2026, 3, 1), Effect: "Nausea", Severity: 4}, "side_effects[0].severity"},
		{"nothing", diary.SideEffect{Date: diary.MustDate(2026, 3, 1), Severity: diary.MildEffect}, "side_effects[0].effect"},
		{"no date", diary.SideEffect{Effect: "Nausea", Severity: diary.MildEffect}, "side_effects[0].date"},
	} {
		errs, _ := diary.Intervention{Name: "Iron", SideEffects: []diary.SideEffect{x.e}}.Validate().(diary.FieldErrors)
		if (x.field == "") != (len(errs) == 0) || x.field != "" && errs.For(x.field) == nil {
			t.Errorf("%s: %v", x.name, errs)
		}
	}
}
