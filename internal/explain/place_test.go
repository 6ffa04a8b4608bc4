package explain_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
)

// checkedFields lists the names that the checks of package diary give to fields, as they stand in its code.
func checkedFields(t *testing.T) map[string]bool {
	t.Helper()
	paths, err := filepath.Glob("../diary/*.go")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`^"\.?([a-z_]+)"$`)
	found := map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) < 2 {
				return true
			}
			field := call.Args[0]
			switch fun := call.Fun.(type) {
			case *ast.SelectorExpr:
				if on, ok := fun.X.(*ast.Ident); !ok || on.Name != "c" {
					return true
				}
			case *ast.Ident:
				if fun.Name != "known" {
					return true
				}
				field = call.Args[1]
			default:
				return true
			}
			if sum, ok := field.(*ast.BinaryExpr); ok {
				field = sum.Y
			}
			if lit, ok := field.(*ast.BasicLit); ok {
				if m := name.FindStringSubmatch(lit.Value); m != nil {
					found[m[1]] = true
				}
			}
			return true
		})
	}
	return found
}

// Whatever the checks call a field, a person reads words and no name from the file, in every language.
func TestEveryFieldThatIsCheckedHasItsWords(t *testing.T) {
	fields := checkedFields(t)
	if len(fields) < 40 || !fields["dose"] || !fields["onset_age"] || !fields["start_is"] {
		t.Fatalf("found %v", fields)
	}
	for _, f := range diary.NightFields {
		fields[f.Name] = true
	}
	paths := []string{"blocks", "intakes[3]", "intakes[0].dose", "criteria.urge", "conditions.kidneys"}
	for name := range fields {
		for _, in := range []string{"", "phases[1].", "side_effects[0].", "prescribed[2].", "blind[0].", "tried[11].", "diary.interventions.phases."} {
			paths = append(paths, in+name)
		}
	}
	raw := regexp.MustCompile(`[a-z]_[a-z]|\[\d|[a-z]\.[a-z]`)
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, path := range paths {
			said := explain.File(l, diary.FieldErrors{{Field: path, Reason: diary.Required}})
			last := path[strings.LastIndexAny(path, ".")+1:]
			if raw.MatchString(said) || strings.Contains(said, "no value") || strings.HasPrefix(said, last+l.T("exchange.fault.field", "field", "", "words", "")) {
				t.Errorf("%s: %s reads %q", lang, path, said)
			}
		}
	}
}

func TestWhereSomethingIsWrongInAFile(t *testing.T) {
	day := diary.MustDate(2026, 3, 1)
	iv := diary.Intervention{Name: "Ropinirole", Prescribed: []diary.PrescribedStep{{Date: day, Dose: 2}, {Date: day.AddDays(7), Dose: 1}, {Date: day.AddDays(7), Dose: 0.5}}}
	twice := diary.Diary{Interventions: []diary.Intervention{iv}}.Validate(diary.Date{})
	ended := diary.Diary{Interventions: []diary.Intervention{{Name: "Iron", Phases: []diary.Phase{{Start: day, End: diary.Some(day)}}}}}.Validate(diary.Date{})
	night := diary.Diary{Nights: []diary.Night{{Date: day, Severity: diary.Some(12)}}}.Validate(diary.Date{})
	effect := diary.Diary{Interventions: []diary.Intervention{{Name: "Iron", SideEffects: []diary.SideEffect{{Date: day, Effect: "x", Severity: 9}}}}}.Validate(diary.Date{})
	about := diary.Diary{Background: diary.Background{Criteria: [5]diary.Answer{"perhaps"}}}.Validate(diary.Date{})
	plan := diary.Diary{Interventions: []diary.Intervention{{ID: 3, Name: "Iron"}}, Plans: []diary.PlannedComparison{{InterventionID: 3, Begun: day, BaselineDays: 2, OnDays: 28, Starts: []diary.DrawnStart{{Earliest: day, Drawn: day, Latest: day}}}}}.Validate(diary.Date{})
	for _, x := range []struct {
		lang string
		err  error
		want string
	}{
		{"en", about, "About me, I feel an urge to move my legs, mostly with an unpleasant feeling: This is not one of the choices."},
		{"en", plan, "Iron, Nights before it: Give a number from 7 to 365. Iron, Starts drawn by lot: This does not fit with the other answers."},
		{"en", twice, "Ropinirole, prescribed step 3, Date: Each must be later than the one before it. Keep one of two for the same night, and put them in order of time."},
		{"de", twice, "Ropinirole, verordneter Schritt 3, Datum: Jeder muss später sein als der davor. Behalten Sie von zweien für dieselbe Nacht einen, und ordnen Sie sie nach der Zeit."},
		{"en", ended, "Iron, dose 1, First night without: The end must be later than the start. Change one of the two dates."},
		{"en", night, "1 Mar 2026, Severity (0–10): Give a number from 0 to 10."},
		{"en", effect, "Iron, side effect 1, How bad, 0 to 3: Give a number from 1 to 3."},
		{"en", &exchange.Fault{Key: "exchange.fault.type", Args: []string{"field", "diary.interventions.phases.dose", "text", "string"}}, "The value of Dose is of the wrong kind: string."},
	} {
		if got := explain.File(i18ntest.Speak(t, x.lang), x.err); got != x.want {
			t.Errorf("%q, want %q", got, x.want)
		}
	}
}
