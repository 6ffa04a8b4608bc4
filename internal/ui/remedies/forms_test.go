package remedies_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// line finds a field of the form on show by its key.
func line(t *testing.T, w fyne.Window, key string) *field.Line {
	t.Helper()
	return uitest.Find(t, w.Content(), key, func(l *field.Line) bool { return l.Key == key })
}

// selectWith finds the list to choose from that has an option, and chooses it.
func selectWith(t *testing.T, w fyne.Window, option string) {
	t.Helper()
	uitest.Find(t, w.Content(), option, func(s *look.Select) bool { return slices.Contains(s.Options, option) }).SetSelected(option)
}

func labs(t *testing.T, env *screen.Env) []diary.LabResult {
	t.Helper()
	list, err := env.Store.Labs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestBloodTestsKeepTheirUnits(t *testing.T) {
	for _, c := range []struct {
		test        diary.LabTest
		unit, value string
		want        float64
		also        string // the same in the usual unit, as the list tells it
	}{
		{diary.Ferritin, "µg/L", "45", 45, ""},
		{diary.Ferritin, "ng/mL", "45", 45, "45 µg/L"},
		{diary.TSAT, "%", "18.5", 18.5, ""},
		{diary.Haemoglobin, "mmol/L", "8.5", 8.5, "13.7 g/dL"},
		{diary.Magnesium, "mg/dL", "2", 2, "0.8 mmol/L"},
		{diary.Magnesium, "mmol/L", "0.85", 0.85, "0.85 mmol/L"},
	} {
		t.Run(string(c.test)+" "+strings.ReplaceAll(c.unit, "/", " per "), func(t *testing.T) {
			env, w, s := openTests(t)
			s.Show(screen.Target{})
			test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
			selectWith(t, w, env.L.T("lab."+string(c.test)))
			selectWith(t, w, c.unit)
			line(t, w, "value").SetText(c.value)
			test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
			list := labs(t, env)
			if len(list) != 1 || list[0].Test != c.test || list[0].Unit != c.unit || list[0].Value != c.want || list[0].Date != env.LatestNight() {
				t.Fatalf("kept %+v; the page says:\n%s", list, uitest.Words(w.Content()))
			}
			// A result stands in columns.
			if words := strings.ReplaceAll(uitest.Words(w.Content()), "\n", " "); !strings.Contains(words, c.also) {
				t.Errorf("%q is not in:\n%s", c.also, words)
			}
		})
	}
}

func TestAnUnusualResultIsAskedAboutOnce(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
	selectWith(t, w, env.L.T("lab."+string(diary.Haemoglobin)))
	line(t, w, "value").SetText("140") // g/L typed as g/dL
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if len(labs(t, env)) != 0 || !strings.Contains(uitest.Words(w.Content()), "140 g/dL") {
		t.Fatalf("it was kept without asking; the page says:\n%s", uitest.Words(w.Content()))
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if len(labs(t, env)) != 1 {
		t.Error("it was refused although it was confirmed")
	}
}

func TestALetterIsNoResult(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
	value := line(t, w, "value")
	value.SetText("high")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if len(labs(t, env)) != 0 || value.Fault() == "" {
		t.Errorf("kept %v; beside the field: %q", labs(t, env), value.Fault())
	}
}

func TestAVisitIsKept(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.visit_add")))
	line(t, w, "note").SetText("Blood taken")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	list, err := env.Store.Visits(t.Context())
	if err != nil || len(list) != 1 || list[0].Note != "Blood taken" || list[0].Date != env.LatestNight() {
		t.Errorf("kept %+v, %v", list, err)
	}
}

func TestAnOwnTriggerIsKeptAndNeedsAName(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{})
	triggers := func() []diary.Trigger {
		list, err := env.Store.Triggers(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	before := len(triggers())
	test.Tap(uitest.Button(t, w, env.L.T("remedies.trigger_add")))
	line(t, w, "name").SetText("Long flight")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if list := triggers(); len(list) != before+1 || list[before].Name != "Long flight" {
		t.Fatalf("kept %+v", list)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.trigger_add")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if len(triggers()) != before+1 {
		t.Error("a trigger without a name was kept")
	}
}

func TestAVisitIsPutRight(t *testing.T) {
	env, w, s := openTests(t)
	v := diary.Visit{Date: env.LatestNight().AddDays(-9), Note: "Bloud taken"}
	if err := env.Store.SaveVisit(t.Context(), &v); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.visit_correct", "date", env.L.DateMedium(v.Date))))
	line(t, w, "note").SetText("Blood taken")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	list, err := env.Store.Visits(t.Context())
	if err != nil || len(list) != 1 || list[0].Note != "Blood taken" || list[0].Date != v.Date || list[0].ID != v.ID {
		t.Errorf("kept %+v, %v", list, err)
	}
}

func TestAnyOtherBloodTestIsKeptWithItsNameAndUnit(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
	selectWith(t, w, env.L.T("remedies.lab_other"))
	line(t, w, "value").SetText("2.1")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if words := uitest.Words(w.Content()); len(labs(t, env)) != 0 || !strings.Contains(words, env.L.T("remedies.lab_name_missing")) {
		t.Fatalf("a test without a name: kept %v, the page says:\n%s", labs(t, env), words)
	}
	line(t, w, "test").SetText("TSH")
	line(t, w, "unit").SetText("mU/L")
	line(t, w, "note").SetText("fasting")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	list := labs(t, env)
	if len(list) != 1 || list[0].Test != "TSH" || list[0].Unit != "mU/L" || list[0].Value != 2.1 || list[0].Note != "fasting" {
		t.Fatalf("kept %+v", list)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_correct", "name", "TSH")))
	if got := line(t, w, "unit").Text; got != "mU/L" {
		t.Errorf("the form shows the unit %q", got)
	}
	selectWith(t, w, env.L.T("lab."+string(diary.Ferritin)))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if list = labs(t, env); len(list) != 1 || list[0].Test != diary.Ferritin || list[0].Unit != "µg/L" {
		t.Errorf("made ferritin: %+v", list)
	}
}

func TestABloodTestOfTomorrowIsRefused(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
	line(t, w, "value").SetText("45")
	line(t, w, "date").SetText(env.L.DateShort(env.LatestNight().AddDays(1)))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if words := uitest.Words(w.Content()); len(labs(t, env)) != 0 || !strings.Contains(words, env.L.T("remedies.lab_future")) {
		t.Errorf("kept %v; the page says:\n%s", labs(t, env), words)
	}
}

func TestATriggerOfferedFromTheStartCanBeSwitchedOff(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Find(t, w.Content(), "offered", func(c *field.Chip) bool { return c.Text == env.L.T("remedies.trigger_offer") }))
	list, err := env.Store.Triggers(t.Context())
	if err != nil || len(list) != 1 || list[0].CatalogueID != "caffeine" || !list[0].Hidden {
		t.Errorf("kept %+v, %v", list, err)
	}
	if rest := env.Catalogue.ReadyTriggers(list, env.L); len(rest) != 1 || rest[0].CatalogueID != "alcohol" {
		t.Errorf("offered are %+v", rest)
	}
}

func TestATriggerIsTakenFromTheCatalogue(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.trigger_add")))
	test.Type(line(t, w, "name"), "benadr")
	item, _ := env.Catalogue.ByID("antihistamine_sedating")
	test.Tap(uitest.Button(t, w, item.Offered("Benadryl", env.L)))
	if words := uitest.Words(w.Content()); !strings.Contains(words, item.SafetyIn(env.L)) {
		t.Errorf("its safety words are not in:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	list, err := env.Store.Triggers(t.Context())
	if err != nil || len(list) != 1 || list[0].Name != "Benadryl" || list[0].CatalogueID != item.ID || list[0].Unit != "mg" {
		t.Errorf("kept %+v, %v", list, err)
	}
}

// What was chosen first and then typed over is no longer what is meant.
func TestATriggerThatIsTypedOverIsNotWhatWasChosen(t *testing.T) {
	for _, x := range []struct{ typed, entry string }{{"Dark chocolate", ""}, {"Benadryl for the night", "antihistamine_sedating"}} {
		env, w, s := open(t)
		s.Show(screen.Target{})
		test.Tap(uitest.Button(t, w, env.L.T("remedies.trigger_add")))
		test.Type(line(t, w, "name"), "benadr")
		item, _ := env.Catalogue.ByID("antihistamine_sedating")
		test.Tap(uitest.Button(t, w, item.Offered("Benadryl", env.L)))
		line(t, w, "name").SetText(x.typed)
		if told := strings.Contains(uitest.Words(w.Content()), item.SafetyIn(env.L)); told != (x.entry != "") {
			t.Errorf("%s: the safety words are shown: %v", x.typed, told)
		}
		test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
		list, err := env.Store.Triggers(t.Context())
		if err != nil || len(list) != 1 || list[0].Name != x.typed || list[0].CatalogueID != x.entry {
			t.Errorf("kept %+v, %v", list, err)
		}
	}
}

func TestAMedicineByANameOfOnesOwnKeepsItsCautions(t *testing.T) {
	env, w, s := open(t)
	iv := diary.Intervention{Name: "Pramipexole", Kind: diary.OtherKind, CatalogueID: "pramipexole", Phases: []diary.Phase{{Start: env.LatestNight().AddDays(-50)}}}
	if _, known := env.Catalogue.ByID(iv.CatalogueID); !known {
		t.Fatal("the catalogue has no entry of that name")
	}
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{InterventionID: iv.ID})
	line(t, w, "name").SetText("My evening tablet")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); got.Name != "My evening tablet" || got.CatalogueID != iv.CatalogueID {
		t.Errorf("kept %q as %q", got.Name, got.CatalogueID)
	}
}

func TestACourseIsNotPutUponWhatIsTakenAlready(t *testing.T) {
	env, w, s := open(t)
	iv := diary.Intervention{Name: "Fascia", Kind: diary.ManualTherapy, Phases: []diary.Phase{{Start: env.LatestNight().AddDays(-300)}}}
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{InterventionID: iv.ID})
	item, _ := env.Catalogue.ByID("myofascial")
	name := line(t, w, "name")
	name.SetText("")
	test.Type(name, "myofascial")
	test.Tap(uitest.Button(t, w, item.NameIn(env.L)))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); got.CatalogueID != item.ID || got.Phases[0].End.IsSet() {
		t.Errorf("kept %+v", got)
	}
}

func TestTwoTriggersOfOneNameAreRefused(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{})
	for _, name := range []string{"Red wine", "red WINE", "caffeine"} {
		test.Tap(uitest.Button(t, w, env.L.T("remedies.trigger_add")))
		line(t, w, "name").SetText(name)
		test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
		if name == "Red wine" {
			continue
		}
		if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.trigger_twice", "name", name)) {
			t.Errorf("%s: the form says\n%s", name, words)
		}
		test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
	}
	list, err := env.Store.Triggers(t.Context())
	if err != nil || len(list) != 1 || list[0].CatalogueID != "" {
		t.Errorf("kept %+v, %v", list, err)
	}
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.Catalogue.ReadyTriggers(nil, env.L)[0].Name) {
		t.Errorf("the ready triggers are gone:\n%s", words)
	}
}

// A form's button stands low on a long card. Pressed by the keyboard, the form must not have it as low, at "Back".
func TestAFormHasTheKeyboardAtItsFirstLine(t *testing.T) {
	env, w, s := open(t)
	d := onRequip()
	d.Interventions[0].Kind = diary.Prescription
	if _, err := env.Store.Import(t.Context(), d, store.ReplaceAll); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	for _, x := range []struct{ button, line string }{
		{"clinical.effects.add", "effect"}, {"remedies.prescribed.open", "dose"}, {"remedies.dose_change", "dose"}, {"remedies.correct", "name"},
	} {
		button := uitest.Find(t, w.Content(), x.button, func(b *look.Button) bool { return b.Text == env.L.T(x.button) })
		w.Canvas().Focus(button)
		button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		if line, ok := w.Canvas().Focused().(*field.Line); !ok || line.Key != x.line {
			t.Errorf("%s: the keyboard is at %T", env.L.T(x.button), w.Canvas().Focused())
		}
		test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
	}
}
