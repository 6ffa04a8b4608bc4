package report

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/clinical"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// fullest is the sample with all that a first page can have at once: an urgent sign, augmentation under a dose above
// those studied, low iron with a trend, seven medicines of which several do not go together or make restless legs
// worse, one that nobody knows, twelve interventions, side effects and a background with what was tried before.
func fullest(t testing.TB, l *i18n.Localizer) diary.Diary {
	t.Helper()
	d := demo.Diary(1, diary.MustDate(2026, 3, 2), l)
	last := d.Nights[len(d.Nights)-1].Date
	on := func(days int) diary.Date { return last.AddDays(-days) }
	tick(&d, 2, diary.SelfHarm)
	tick(&d, 9, diary.NewUrges)
	for i := range d.Interventions {
		iv := &d.Interventions[i]
		if iv.CatalogueID != "ropinirole" {
			continue
		}
		iv.Phases[len(iv.Phases)-1].Dose = diary.Some(6.0)
		iv.SideEffects = []diary.SideEffect{
			{Date: on(40), Effect: diary.ImpulseCheck, Severity: diary.ModerateEffect},
			{Date: on(20), Effect: "Nausea", Severity: diary.MildEffect},
		}
	}
	for i, m := range []struct {
		name        string
		dose        float64
		from, until int
		at          diary.Clock
	}{
		{"Oxycodone", 10, 160, 0, 600}, {"Pregabalin", 150, 120, 0, 540}, {"Sertraline", 50, 300, 0, 1200}, {"Quetiapine", 25, 95, 0, 610},
		{"Levothyroxine", 75, 420, 0, 1140}, {"Xyzabol", 5, 30, 0, 600}, {"Gabapentin", 600, 380, 330, 540}, {"Pramipexole", 0.35, 325, 290, 540},
	} {
		p := diary.Phase{Start: on(m.from), Dose: diary.Some(m.dose), Unit: "mg", Times: []diary.Clock{m.at}}
		if m.until > 0 {
			p.End, p.StopReason = diary.Some(on(m.until)), "Dizzy in the mornings, and no better at night"
		}
		d.Interventions = append(d.Interventions, diary.Intervention{ID: int64(100 + i), Name: m.name, Kind: diary.Prescription, Phases: []diary.Phase{p}})
	}
	d.Labs = nil
	for _, lab := range []struct {
		days  int
		test  diary.LabTest
		value float64
		unit  string
	}{
		{400, diary.Ferritin, 44, "µg/L"}, {200, diary.Ferritin, 61, "µg/L"}, {20, diary.Ferritin, 31, "µg/L"}, {20, diary.TSAT, 14, "%"},
		{20, diary.CRP, 12, "mg/L"}, {20, diary.EGFR, 48, "mL/min/1.73 m²"}, {30, diary.IRLSTotal, 27, ""},
	} {
		d.Labs = append(d.Labs, diary.LabResult{Date: on(lab.days), Test: lab.test, Value: lab.value, Unit: lab.unit})
	}
	d.Background = diary.Background{
		Criteria: [5]diary.Answer{diary.Yes, diary.Yes, diary.Yes, diary.Yes, diary.DontKnow}, OnsetAge: diary.Some(34), Family: diary.Yes,
		Conditions:      [6]diary.Answer{diary.Yes, diary.No, diary.Yes, diary.Yes, diary.No, diary.No},
		ApnoeaTreatment: "CPAP since 2019, most nights",
		Tried: []diary.TriedBefore{
			{Agent: "Levodopa", Dose: "300 mg", Why: diary.Augmented}, {Agent: "Rotigotine", Dose: "4 mg/24 h", Why: diary.HadSideEffects},
			{Agent: "Clonazepam", Dose: "1 mg", Why: diary.NoBenefit},
		},
		Note: "Works in shifts; has a pacemaker.",
	}
	d.Sort()
	return d
}

// crammed is fullest with a dozen more medicines, a long background and a long list of questions.
func crammed(t testing.TB, l *i18n.Localizer) (diary.Diary, string) {
	d := fullest(t, l)
	last := d.Nights[len(d.Nights)-1].Date
	for i, name := range []string{
		"Clonazepam", "Zolpidem", "Diphenhydramine", "Mirtazapine", "Venlafaxine", "Metoclopramide", "Methadone", "Rotigotine", "Levodopa", "Omeprazole", "Calcium carbonate", "Amitriptyline",
	} {
		d.Interventions = append(d.Interventions, diary.Intervention{ID: int64(200 + i), Name: name, Kind: diary.Prescription,
			Phases: []diary.Phase{{Start: last.AddDays(-40 - 9*i), Dose: diary.Some(10.0), Unit: "mg", Times: []diary.Clock{480, 600}}}})
	}
	for i := range 20 {
		d.Background.Tried = append(d.Background.Tried, diary.TriedBefore{Agent: fmt.Sprintf("Remedy %d", i), Dose: "20 mg", Why: diary.NoBenefit})
	}
	tick(&d, 3, diary.SlowBreathing, diary.Bruising, diary.Weakness)
	return d, strings.TrimSpace(strings.Repeat("Could it be that the tablets in the evening are the reason for what happens in the early afternoon now?\n", 8))
}

// inEveryLanguage runs a test for each language and paper.
func inEveryLanguage(t *testing.T, run func(t *testing.T, o Options)) {
	for _, lang := range i18n.Languages {
		for _, paper := range []Paper{A4, Letter} {
			t.Run(lang+" "+string(paper), func(t *testing.T) {
				l, err := i18n.New(lang)
				if err != nil {
					t.Fatal(err)
				}
				o := options(t)
				o.L, o.Paper, o.Name, o.BirthYear = l, paper, "Maria Example", "1961"
				run(t, o)
			})
		}
	}
}

// keepPages writes the pages as a PDF into the folder of STILLNIGHT_PICTURES, to be looked at.
func keepPages(t *testing.T, name string, d diary.Diary, o Options) {
	if dir := os.Getenv("STILLNIGHT_PICTURES"); dir != "" {
		file := filepath.Join(dir, fmt.Sprintf("%s-%s-%s.pdf", name, o.L.Lang(), o.Paper))
		if err := os.WriteFile(file, build(t, d, o), 0o600); err != nil {
			t.Error(err)
		}
	}
}

// inOrder tells which of the parts the text lacks, or has before the one that comes before it.
func inOrder(text string, parts ...string) (faults []string) {
	at := 0
	for _, part := range parts {
		i := strings.Index(text[at:], part)
		if i < 0 {
			faults = append(faults, part)
			continue
		}
		at += i + len(part)
	}
	return faults
}

func TestAFullFirstPageHoldsAllThatADoctorLooksForFirst(t *testing.T) {
	inEveryLanguage(t, func(t *testing.T, o Options) {
		full := fullest(t, o.L)
		keepPages(t, "full", full, o)
		holdsTheEssentials(t, full, o)
		if o.Paper == A4 || o.L.Lang() != "de" && o.L.Lang() != "fr" {
			return // the longest words on the shortest paper
		}
		crammed, questions := crammed(t, o.L)
		o.Questions = questions
		holdsTheEssentials(t, crammed, o)
		keepPages(t, "crammed", crammed, o)
	})
}

func holdsTheEssentials(t *testing.T, d diary.Diary, o Options) {
	t.Helper()
	pages, err := Pages(context.Background(), d, o)
	if err != nil {
		t.Fatal(err)
	}
	m, err := gather(context.Background(), d, o)
	if err != nil {
		t.Fatal(err)
	}
	m.iron.First = diary.None[clinical.Reading]() // there is no room for it
	l, augmentation := o.L, ""
	for _, f := range m.results.Augmentation {
		if f.Intervention == l.T("demo.remedy.ropinirole") {
			augmentation = strings.Join(wording.AugmentationForDoctor(l, f), " ") // with the criteria met and not met
		}
	}
	plain := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	first := plain(pages[0].Text())
	parts := []string{l.T("clinical.report.urgent"), plain(wording.UrgentTicked(l, m.urgent[0])), l.T("report.flags"), plain(augmentation),
		plain(wording.IronForDoctor(l, m.iron)), l.T("clinical.report.now"), l.T("demo.remedy.ropinirole"), "6 mg, " + l.Clock(mustClock(t, 21)),
		l.T("clinical.guideline_short.conditional_against"), l.T("clinical.about.background"), l.T("report.headlines"), plain(l.T("report.answers")), l.T("clinical.quality.title")}
	for _, measure := range clinical.Measures {
		parts = append(parts, l.T("clinical.quality.measure."+string(measure)))
	}
	for _, lack := range inOrder(first, parts...) {
		t.Errorf("page 1 lacks, or has in the wrong place: %s", lack)
	}
	var rest strings.Builder
	for i, p := range pages {
		for _, fault := range offPaper(p) {
			t.Errorf("page %d: %s", i+1, fault)
		}
		if i > 0 {
			rest.WriteString(plain(p.Text()) + " ")
		}
	}
	for _, p := range clinical.Pairs(d, o.Catalogue, m.on) {
		if !strings.Contains(rest.String(), plain(wording.Together(l, p))) {
			t.Errorf("said at length nowhere: %s + %s", p.First, p.Second)
		}
	}
	for _, iv := range d.Interventions {
		if !strings.Contains(rest.String(), iv.Name) {
			t.Errorf("%s is nowhere after page 1", iv.Name)
		}
	}
	for _, line := range strings.Split(o.Questions, "\n") {
		if !strings.Contains(rest.String(), line) {
			t.Errorf("a question is left out: %s", line)
		}
	}
}

func mustClock(t testing.TB, hour int) diary.Clock {
	t.Helper()
	c, err := diary.ClockFrom(hour, 0)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAYearTakesFivePages(t *testing.T) {
	inEveryLanguage(t, func(t *testing.T, o Options) {
		d := demo.Diary(1, diary.MustDate(2026, 3, 2), o.L)
		keepPages(t, "sample", d, o)
		if pages, err := Pages(context.Background(), d, o); err != nil || len(pages) != 5 {
			t.Errorf("%d pages, %v", len(pages), err)
		}
	})
}

func TestAnOrdinaryFirstPageIsNotShortened(t *testing.T) {
	text := firstPage(t, sample(t), options(t))
	for _, want := range []string{"Felt in the last 4 weeks", "Taken 48 of 48 times noted.", "33 → 50"} {
		if !strings.Contains(text, want) {
			t.Errorf("page 1 lacks %q", want)
		}
	}
	if strings.Contains(text, options(t).L.T("report.in_full_hint")) {
		t.Error("page 1 says that it is shortened")
	}
}

// An overview that stands for itself says at length on a second page what the first has no room for.
func TestAFullOverviewLosesNothing(t *testing.T) {
	o := options(t)
	o.Brief = true
	d := fullest(t, o.L)
	pages, err := Pages(context.Background(), d, o)
	if err != nil || len(pages) < 2 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	holdsTheEssentials(t, d, o)
}

// Of many remedies the first page names those first that a doctor asks about.
func TestWhatMakesLegsWorseStandsBeforeWhatDoesNot(t *testing.T) {
	o := options(t)
	var list []taking
	for _, name := range []string{"Omeprazole", "Ramipril", "Sertraline", "Gabapentin", "Ropinirole"} {
		list = append(list, taking{iv: diary.Intervention{Name: name, Kind: diary.Prescription}, entry: o.Catalogue.EntryOf("", name)})
	}
	var got []string
	for _, taken := range mostPressing(o, list) {
		got = append(got, taken.iv.Name)
	}
	if want := []string{"Ropinirole", "Gabapentin", "Sertraline", "Omeprazole", "Ramipril"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
