package report

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// firstPage is what the first page says, with every space and line break the same.
func firstPage(t *testing.T, d diary.Diary, o Options) string {
	t.Helper()
	pages, err := Pages(context.Background(), d, o)
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	return strings.Join(strings.Fields(pages[0].Text()), " ")
}

// said is an altered diary with what its first page must say and must not say.
type said struct {
	name          string
	alter         func(d *diary.Diary)
	must, mustNot []string
}

// check makes the first page of each and reads it.
func check(t *testing.T, cases []said) {
	t.Helper()
	for _, x := range cases {
		t.Run(x.name, func(t *testing.T) {
			d := sample(t)
			x.alter(&d)
			text := firstPage(t, d, options(t))
			for _, want := range x.must {
				if !strings.Contains(text, want) {
					t.Errorf("page 1 lacks %q", want)
				}
			}
			for _, unwanted := range x.mustNot {
				if strings.Contains(text, unwanted) {
					t.Errorf("page 1 says %q", unwanted)
				}
			}
		})
	}
}

// tick marks signs on the nth night from the end.
func tick(d *diary.Diary, fromEnd int, signs ...diary.SafetySign) {
	n := &d.Nights[len(d.Nights)-1-fromEnd]
	n.Safety = append(n.Safety, signs...)
}

func TestUrgentSignsStandFirstWithTheirDate(t *testing.T) {
	const heading = "Urgent, ticked by the patient"
	check(t, []said{
		{"nothing ticked", func(*diary.Diary) {}, nil, []string{heading}},
		{"thoughts of harming oneself", func(d *diary.Diary) { tick(d, 3, diary.SelfHarm) },
			[]string{heading, "Thoughts of harming myself: ticked for 1 night,"}, []string{"Ticked lately"}},
		{"blue lips on two nights, three months ago", func(d *diary.Diary) { tick(d, 90, diary.SlowBreathing); tick(d, 92, diary.SlowBreathing) },
			[]string{"Slow breathing, blue lips or hard to wake: ticked for 2 nights, last"}, nil},
		{"one for the next visit beside it", func(d *diary.Diary) { tick(d, 3, diary.Bruising, diary.NewUrges) },
			[]string{heading, "Unusual bruises, bleeding or purple spots: ticked for 1 night,", "Ticked lately: New urges"}, nil},
		{"written in a note alone", func(d *diary.Diary) { d.Nights[len(d.Nights)-1].Note = "thoughts of harming myself" }, nil, []string{heading}},
		{"nine months ago", func(d *diary.Diary) { tick(d, 270, diary.SelfHarm) },
			[]string{"Please look at this", "Ticked more than half a year ago, and not since: Thoughts of harming myself ("}, []string{heading}},
		{"nine months ago and lately", func(d *diary.Diary) { tick(d, 270, diary.SelfHarm); tick(d, 5, diary.SelfHarm) },
			[]string{heading}, []string{"more than half a year ago"}},
		{"nothing else found", func(d *diary.Diary) { tick(d, 0, diary.Weakness) }, nil, []string{"safety signs ticked, a pattern"}},
	})
	d := sample(t)
	tick(&d, 0, diary.SelfHarm)
	text := firstPage(t, d, options(t))
	at := strings.Index(text, heading)
	for _, later := range []string{"Last 4 weeks", "Severity, mean", "Iron tablets"} {
		if i := strings.Index(text, later); i >= 0 && i < at {
			t.Errorf("%q stands before the urgent signs", later)
		}
	}
}

// take adds a medicine taken over the last eight weeks.
func take(d *diary.Diary, name string) *diary.Intervention {
	first := d.Nights[len(d.Nights)-1].Date.AddDays(-56)
	d.Interventions = append(d.Interventions, diary.Intervention{
		ID: int64(1000 + len(d.Interventions)), Name: name, Kind: diary.Prescription, Phases: []diary.Phase{{Start: first}},
	})
	return &d.Interventions[len(d.Interventions)-1]
}

func TestNobodyIsReassuredByWhatIsNotKnown(t *testing.T) {
	const unknown = "Not known to Stillnight, and so not looked at"
	none := fmt.Sprintf("None of the %d medicines that Stillnight knows can make restless legs worse", options(t).Catalogue.WorseningCount())
	noneElse := "Apart from that, n" + strings.TrimPrefix(none, "N")
	clear := func(d *diary.Diary) { d.Exposures, d.Triggers = nil, nil }
	check(t, []said{
		{"none of those known", clear, []string{none}, []string{"No medicine that can make", unknown}},
		{"four of them", func(d *diary.Diary) {
			clear(d)
			for _, name := range []string{"Brexpiprazole", "Perphenazine", "Lithium", "Meclizine"} {
				take(d, name)
			}
		}, []string{"Brexpiprazole (", "Perphenazine (", "Lithium (", "known from single reports only)", "Meclizine ("}, []string{none, "No medicine that can make"}},
		{"one that nobody knows", func(d *diary.Diary) { clear(d); take(d, "Xyzabol") }, []string{unknown + ": Xyzabol. " + noneElse}, []string{none}},
		{"a brand with two contents", func(d *diary.Diary) { clear(d); take(d, "Benadryl") }, []string{"Benadryl (", "only where the pack holds diphenhydramine)"}, []string{none}},
		{"one that is left out", func(d *diary.Diary) { clear(d); take(d, "No more sertraline").Kind = diary.TriggerAvoided }, []string{none}, []string{"No more sertraline ("}},
		{"a cream", func(d *diary.Diary) { clear(d); take(d, "Fenistil Gel") }, []string{none}, []string{"Fenistil Gel ("}},
		{"one misspelt, bought without a prescription", func(d *diary.Diary) { clear(d); take(d, "Doxylamid").Kind = diary.OtherKind },
			[]string{unknown + ": Doxylamid (spelled almost like doxylamine). " + noneElse}, []string{none}},
		{"one misspelt beside one known", func(d *diary.Diary) { clear(d); take(d, "Doxylamid").Kind = diary.OtherKind; take(d, "Quetiapine") },
			[]string{unknown + ": Doxylamid (spelled almost like doxylamine).", "Quetiapine ("}, []string{none, noneElse}},
		{"one that ended long ago", func(d *diary.Diary) {
			clear(d)
			iv := take(d, "Quetiapine")
			iv.Phases = []diary.Phase{{Start: diary.MustDate(2019, 1, 1), End: diary.Some(diary.MustDate(2019, 2, 1))}}
		}, []string{none}, []string{"Quetiapine ("}},
	})
}

// TestNobodyIsToldThatAugmentationWasLookedForBeforeItCouldBe: it is looked for from four weeks on a medicine on.
func TestNobodyIsToldThatAugmentationWasLookedForBeforeItCouldBe(t *testing.T) {
	const looked, tooNew = "a pattern of worsening on a dopaminergic medicine", "Neupro was taken for less than four weeks"
	without := func(d *diary.Diary) { d.Interventions = nil }
	check(t, []said{
		{"no such medicine", without, nil, []string{tooNew}},
		{"one taken for three weeks", func(d *diary.Diary) {
			without(d)
			iv := take(d, "Neupro")
			iv.Phases[0].Start = d.Nights[len(d.Nights)-1].Date.AddDays(-20)
		}, []string{tooNew}, []string{looked}},
		{"one that is only planned", func(d *diary.Diary) {
			without(d)
			iv := take(d, "Neupro")
			iv.Phases[0].Start = d.Nights[len(d.Nights)-1].Date.AddDays(5)
		}, nil, []string{tooNew}},
	})
}

func TestAMedicineLeftOffThePagesIsNoReasonForReassurance(t *testing.T) {
	d, o := sample(t), options(t)
	d.Exposures, d.Triggers = nil, nil
	take(&d, "Quetiapine")
	o.InterventionIDs = []int64{}
	if text := firstPage(t, d, o); strings.Contains(text, "None of the") || strings.Contains(text, "Quetiapine") {
		t.Error("page 1 says that there is none, or names what was left off")
	}
}

// dose takes a medicine in mg a day.
func dose(d *diary.Diary, name string, mg float64) {
	iv := take(d, name)
	iv.Phases[0].Dose, iv.Phases[0].Unit = diary.Some(mg), "mg"
}

func TestDosesAndPairsAreSaidToTheDoctor(t *testing.T) {
	const above, slow = "the highest dose studied for restless legs (Adartrel SmPC 4.2)", "an opioid with a gabapentinoid can slow breathing"
	check(t, []said{
		{"the sample", func(*diary.Diary) {}, nil, []string{above, slow}},
		{"5 mg of ropinirole beside its 3", func(d *diary.Diary) { dose(d, "Requip", 2) }, []string{"5 mg a day is above 4 mg, " + above}, nil},
		{"pramipexole that may be base", func(d *diary.Diary) { dose(d, "Pramipexole", 0.7) },
			[]string{"if it is meant as pramipexole base", "two dopamine medicines add up"}, nil},
		{"an opioid and a gabapentinoid", func(d *diary.Diary) { dose(d, "Oxycodone", 10); dose(d, "Pregabalin", 75) }, []string{"Oxycodone and Pregabalin: " + slow}, nil},
	})
}

func TestWhatIsToldAboutThePersonStandsOnPageOneBesideWhatItMattersTo(t *testing.T) {
	told := func(condition string) func(*diary.Diary) {
		return func(d *diary.Diary) {
			d.Labs = slices.DeleteFunc(d.Labs, func(r diary.LabResult) bool { return r.Test == diary.EGFR })
			d.Background.Conditions[slices.Index(diary.Conditions[:], condition)] = diary.Yes
			dose(d, "Pregabalin", 75)
			dose(d, "Tramadol", 50)
		}
	}
	check(t, []said{
		{"nothing told", func(d *diary.Diary) { d.Background = diary.Background{}; dose(d, "Pregabalin", 75) }, nil,
			[]string{"kidneys work less", "with kidney disease:", "with sleep apnoea:", "with depression:"}},
		{"kidneys without a test", told("kidneys"), []string{"Pregabalin", "Lyrica SmPC 4.2", "Tramadol label 2.2"}, nil},
		{"apnoea", told("apnoea"), []string{"Tramadol: it can slow breathing in sleep"}, nil},
		{"depression", told("depression"), []string{"Pregabalin: low mood or thoughts of harming oneself can appear"}, nil},
		{"pregnancy", told("pregnancy"), []string{"Advised against in pregnancy: Pregabalin"}, nil},
	})
}

func TestTheFirstPageIsInADoctorsOrder(t *testing.T) {
	d := sample(t)
	tick(&d, 0, diary.SlowBreathing, diary.NewUrges)
	for i := range d.Labs {
		if d.Labs[i].Test == diary.Ferritin {
			d.Labs[i].Value = 20
		}
	}
	text := firstPage(t, d, options(t))
	at := -1
	for _, part := range []string{"Urgent, ticked by the patient", "Please look at this", "Pattern compatible with augmentation", "Iron: Ferritin", "Ticked lately: New urges", "Taken now", "against, conditional", "Last 4 weeks and", "What the nights say:", "Quality measures (AASM 2015)", "Earlier doses and remedies"} {
		i := strings.Index(text, part)
		if i <= at {
			t.Errorf("%q stands at %d, after %d", part, i, at)
		}
		at = i
	}
}

func TestWhatTheFirstPageHasNoRoomForComesNext(t *testing.T) {
	d := crowded(t, 40)
	pages, err := Pages(context.Background(), d, options(t))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, p := range pages {
		all.WriteString(p.Text())
	}
	for _, iv := range d.Interventions {
		if !strings.Contains(all.String(), iv.Name[:4]) {
			t.Errorf("%s is nowhere", iv.Name)
		}
	}
	if !strings.Contains(strings.Join(strings.Fields(all.String()), " "), "more follow on the next pages") {
		t.Error("it is not said that more follow")
	}
}

func TestTheQualityMeasuresSayWhatTheDiaryHas(t *testing.T) {
	check(t, []said{
		{"the sample", func(*diary.Diary) {}, []string{"Iron stores tested Ferritin ", "recommended by AASM 2025: Iron tablets", "criteria met, see above", "IRLS 19 ("}, nil},
		{"no iron test, nothing recommended, no agonist", func(d *diary.Diary) { d.Labs, d.Interventions = nil, nil },
			[]string{"Iron stores tested not in the diary", "nothing taken now that AASM 2025 recommends", "no dopamine medicine now"}, []string{"criteria met", "IRLS"}},
		{"new urges ticked", func(d *diary.Diary) { tick(d, 3, diary.NewUrges) }, []string{"sleep attacks asked signs ticked, last on 2"}, nil},
		{"an old iron test", func(d *diary.Diary) {
			d.Labs = []diary.LabResult{{Date: diary.MustDate(2024, 1, 1), Test: diary.Ferritin, Value: 90, Unit: "µg/L"}}
		}, []string{"Iron stores tested Ferritin 90 µg/L (1 Jan 2024). The test is more than a year old."}, []string{"tested not in the diary"}},
	})
}

func TestSideEffectsAndTheMonthlyAnswerAreTold(t *testing.T) {
	on := func(d *diary.Diary, effect string, severity diary.EffectSeverity) {
		for i := range d.Interventions {
			if d.Interventions[i].Name == "Ropinirole" {
				d.Interventions[i].SideEffects = append(d.Interventions[i].SideEffects, diary.SideEffect{
					Date: d.Nights[len(d.Nights)-1].Date.AddDays(-5), Effect: effect, Severity: severity})
			}
		}
	}
	check(t, []said{
		{"none", func(*diary.Diary) {}, []string{"Impulse control and sleep attacks asked not in the diary", "Side effects talked about not in the diary"}, []string{"Side effects:"}},
		{"one", func(d *diary.Diary) { on(d, "Nausea", diary.ModerateEffect) }, []string{"Side effects talked about Nausea, moderate (25 Feb 2026)", "Side effects: Nausea, moderate"}, nil},
		{"asked, none", func(d *diary.Diary) { on(d, diary.ImpulseCheck, diary.NoEffect) }, []string{"asked on 25 Feb 2026: none"}, []string{"Side effects:"}},
		{"asked, yes", func(d *diary.Diary) { on(d, diary.ImpulseCheck, diary.ModerateEffect) }, []string{"asked on 25 Feb 2026: moderate",
			"New urges or sudden sleep, moderate (25 Feb 2026), under Ropinirole."}, nil},
	})
}

func TestTheBackgroundIsPrintedAfterWhatIsTaken(t *testing.T) {
	check(t, []said{
		{"nothing written down", func(d *diary.Diary) { d.Background = diary.Background{} }, []string{"Diagnosis by the five criteria not in the diary"}, []string{"Background"}},
		{"written down", func(d *diary.Diary) {
			d.Background = diary.Background{Criteria: [5]diary.Answer{diary.Yes, diary.Yes, diary.Yes, diary.Yes, diary.DontKnow}, OnsetAge: diary.Some(34),
				Conditions: [6]diary.Answer{diary.No, "", diary.Yes}, ApnoeaTreatment: "CPAP",
				Tried: []diary.TriedBefore{{Agent: "Levodopa", Dose: "300 mg", Why: diary.Augmented}}}
		}, []string{"Background", "4 of 5 criteria answered yes by the patient", "Age when it began: 34", "Kidney disease or dialysis: no", "Sleep apnoea: yes", "CPAP", "Levodopa 300 mg (augmentation)"},
			[]string{"criteria not in the diary"}},
	})
}

func TestPregnancyStandsInTheBackground(t *testing.T) {
	check(t, []said{
		{"pregnant", func(d *diary.Diary) { d.Background = diary.Background{Conditions: [6]diary.Answer{4: diary.Yes}} }, []string{"Background", "Pregnant now: yes"}, nil},
		{"not said", func(d *diary.Diary) { d.Background = diary.Background{OnsetAge: diary.Some(30)} }, nil, []string{"Pregnant"}},
	})
}

func TestADiaryWithoutNightsIsNoReasonToBeSilent(t *testing.T) {
	o := options(t)
	since := o.Made.AddDays(-90)
	d := diary.Diary{
		Labs: []diary.LabResult{{Date: since, Test: diary.Ferritin, Value: 9, Unit: "µg/L"}},
		Interventions: []diary.Intervention{
			{ID: 1, Name: "Ropinirole", CatalogueID: "ropinirole", Kind: diary.Prescription, Phases: []diary.Phase{{Start: since, Dose: diary.Some(6.0), Unit: "mg"}}},
			{ID: 2, Name: "Quetiapine", Kind: diary.Prescription, Phases: []diary.Phase{{Start: since}}},
		},
		Background: diary.Background{Family: diary.Yes},
	}
	text := firstPage(t, d, o)
	for _, want := range []string{"Ferritin 9 µg/L", "highest dose studied", "Quetiapine (", "one acts like dopamine", "Restless legs in the family: yes"} {
		if !strings.Contains(text, want) {
			t.Errorf("page 1 lacks %q", want)
		}
	}
}

func TestPrescribedStepsAreSetBesideWhatWasTaken(t *testing.T) {
	d := sample(t)
	last := d.Nights[len(d.Nights)-1].Date
	iv := take(&d, "Pramipexole")
	iv.Phases[0].Dose, iv.Phases[0].Unit = diary.Some(0.5), "mg"
	iv.Prescribed = []diary.PrescribedStep{{Date: last.AddDays(-40), Dose: 0.5, Unit: "mg"}, {Date: last.AddDays(-10), Dose: 0.25, Unit: "mg"}, {Date: last.AddDays(20)}}
	pages, err := Pages(context.Background(), d, options(t))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, p := range pages {
		all.WriteString(p.Text() + " ")
	}
	text := strings.Join(strings.Fields(all.String()), " ")
	const now = "From 20 Feb 2026: 0.25 mg a day as prescribed. Taken so on 0 of 11 nights. More: 11."
	if first := strings.Join(strings.Fields(pages[0].Text()), " "); !strings.Contains(first, now) {
		t.Errorf("page 1 lacks %q", now)
	}
	const toCome = "From 22 Mar 2026 on, still to come: nothing, as prescribed."
	if strings.Count(text, toCome) != 2 {
		t.Errorf("the step to come is told %d times, want it beside what is taken and in the table", strings.Count(text, toCome))
	}
	for _, want := range []string{"Pramipexole: as prescribed and as taken", "Taken so on 30 of 30 nights.", "Taken so on 0 of 11 nights. More: 11."} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if strings.Contains(text, "2026: nothing, as prescribed") {
		t.Error("a step to come is shown as if it had begun")
	}
}

func TestWhatWasWrittenDownAfterTheLastNightIsSaid(t *testing.T) {
	d, o := sample(t), options(t)
	d.Labs, d.Exposures, d.Triggers = nil, nil, nil
	last := d.Nights[len(d.Nights)-1].Date
	o.Made = last.AddDays(9)
	d.Labs = []diary.LabResult{
		{Date: last.AddDays(1), Test: diary.Ferritin, Value: 9, Unit: "µg/L"},
		{Date: last.AddDays(20), Test: diary.Ferritin, Value: 500, Unit: "µg/L"}, // of a day to come
	}
	take(&d, "Quetiapine").Phases[0].Start = last.AddDays(5)
	take(&d, "Sertraline").Phases[0].Start = last.AddDays(20)
	text := firstPage(t, d, o)
	for _, want := range []string{"Ferritin 9 µg/L", "Quetiapine (", "one acts like dopamine"} {
		if !strings.Contains(text, want) {
			t.Errorf("page 1 lacks %q", want)
		}
	}
	if strings.Contains(text, "Sertraline") || strings.Contains(text, "500 µg/L") {
		t.Error("page 1 tells of a day to come")
	}
	// Pages of nights that were asked for are as of their last.
	o.From, o.To = d.Nights[0].Date, last
	if text := firstPage(t, d, o); strings.Contains(text, "Ferritin 9 µg/L") || strings.Contains(text, "Quetiapine (") {
		t.Error("page 1 tells of what came after the nights asked for")
	}
}

func TestTheGuidelinesPositionIsFoundByTheNameToo(t *testing.T) {
	check(t, []said{
		{"gabapentin", func(d *diary.Diary) { d.Interventions = nil; take(d, "Neurontin") }, []string{"for, strong", "recommended by AASM 2025: Neurontin"}, nil},
		{"an opioid", func(d *diary.Diary) { d.Interventions = nil; take(d, "Targin") }, []string{"for, conditional", "recommended by AASM 2025: Targin"}, nil},
		{"iron", func(d *diary.Diary) { d.Interventions = nil; take(d, "Ferrous sulfate").Kind = diary.Supplement }, []string{"for, conditional", "recommended by AASM 2025: Ferrous sulfate"}, nil},
		{"a sleeping pill beside clonazepam", func(d *diary.Diary) { d.Interventions = nil; take(d, "Zolpidem").CatalogueID = "clonazepam" }, nil, []string{"against, conditional"}},
		{"an unknown one", func(d *diary.Diary) { d.Interventions = nil; take(d, "Xyzabol") }, nil, []string{"for, strong", "recommended by AASM 2025"}},
	})
}

func TestOnlyWhatWasWrittenDownIsLookedFor(t *testing.T) {
	const found, little = "Looked for and not found: ", "Too little written down lately to look for: "
	only := func(keep func(n diary.Night) diary.Night) func(d *diary.Diary) {
		return func(d *diary.Diary) {
			d.Interventions, d.Labs, d.Exposures, d.Triggers = nil, nil, nil, nil
			for i, n := range d.Nights {
				d.Nights[i] = keep(diary.Night{Date: n.Date, BodyParts: []diary.BodyPart{diary.LeftLeg}})
			}
		}
	}
	check(t, []said{
		{"all of it", only(func(n diary.Night) diary.Night {
			n.Severity, n.SleepHours = diary.Some(4), diary.Some(6.0)
			return n
		}), []string{found + "very short sleep, very severe nights, symptoms all day, spread to arms or trunk, safety signs ticked, a pattern"}, []string{little}},
		{"hours alone", only(func(n diary.Night) diary.Night {
			n.SleepHours = diary.Some(6.0)
			return n
		}), []string{found + "very short sleep, spread to arms or trunk, safety signs ticked, a pattern", little + "very severe nights, symptoms all day."}, nil},
	})
}
