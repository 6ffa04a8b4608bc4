package main

import (
	"testing"

	"stillnight/internal/diary"
)

// atNight notes a dose of the remedy added last at a time, on the last so many nights.
func (b *book) atNight(nights int, status diary.IntakeStatus, at ...diary.Clock) *book {
	iv := &b.Interventions[len(b.Interventions)-1]
	for n := nights - 1; n >= 0; n-- {
		in := diary.Intake{Night: before(n), Status: status}
		if len(at) > 0 {
			in.At = diary.Some(at[0])
		}
		iv.Intakes = append(iv.Intakes, in)
	}
	return b
}

// ill answers that a condition is there.
func (b *book) ill(condition string) *book {
	for i, name := range diary.Conditions {
		if name == condition {
			b.Background.Conditions[i] = diary.Yes
		}
	}
	return b
}

// Diaries whose times, tests and answers say something else than the plan of a remedy alone. Each was written down before
// the rules were looked at.
func TestWhatWasNotedIsJudgedBeforeWhatWasMeant(t *testing.T) {
	morning, evening := clock(8, 0), clock(20, 0)
	iron := func(at diary.Clock) *book { return newBook(40).take("Ferrous sulfate", 65, "mg", 100, 0, at) }
	calcium := func(b *book, at diary.Clock) *book { return b.take("Calcium", 500, "mg", 50, 0, at) }
	near := []string{"together iron_calcium"}
	judge(t, []judged{
		{"iron and calcium meant apart and taken together", calcium(iron(morning).atNight(21, diary.Taken, clock(19, 30)), evening).atNight(21, diary.Taken, evening), near, nil},
		{"iron and calcium meant together and always taken apart", calcium(iron(morning).atNight(50, diary.Taken, morning), clock(8, 30)).atNight(50, diary.Taken, evening), nil, near},
		{"iron and calcium meant together, nothing noted", calcium(iron(morning), clock(8, 30)), near, nil},
		{"iron and calcium apart but for one night", calcium(iron(morning), evening).atNight(1, diary.Taken, morning), nil, near},
		{"iron and calcium apart but for three nights", calcium(iron(morning), evening).atNight(3, diary.Taken, morning), near, nil},
		{"calcium never taken", calcium(iron(morning), morning).atNight(50, diary.Missed), nil, near},
		{"calcium begun tonight at the same hour", iron(morning).take("Calcium", 500, "mg", 0, 0, clock(8, 30)), near, nil},
		{"no times at all", newBook(40).take("Ferrous sulfate", 65, "mg", 100, 0).take("Calcium", 500, "mg", 50, 0), append(near, "does not have the times of both"), nil},
	})
}

func TestIronIsJudgedWithTheIronThatWasGiven(t *testing.T) {
	tested := func(ferritin, tsat float64, days int) *book {
		return newBook(60).lab(diary.Ferritin, ferritin, "µg/L", days).lab(diary.TSAT, tsat, "%", days)
	}
	since, soon := []string{"begun since then"}, []string{"after iron by vein"}
	judge(t, []judged{
		{"an infusion after a low test", tested(30, 10, 40).take("Ferinject", 1000, "mg", 20, 19), []string{"iron low", "begun since then: Ferinject"}, soon},
		{"tablets after a low test", tested(30, 10, 40).take("Ferro sanol", 100, "mg", 25, 0), []string{"begun since then: Ferro sanol"}, soon},
		{"tablets before the test", tested(30, 10, 10).take("Ferro sanol", 100, "mg", 25, 0), []string{"iron low"}, append(since, soon...)},
		{"tested a fortnight after an infusion", tested(350, 40, 6).take("Ferinject", 1000, "mg", 20, 19), []string{"14 days after iron by vein (Ferinject)"}, since},
		{"tested three months after an infusion", tested(140, 30, 6).take("Ferinject", 1000, "mg", 96, 95), []string{"iron above"}, append(since, soon...)},
		{"an infusion that is planned", tested(30, 10, 40).take("Ferinject", 1000, "mg", -5, 0), nil, since},
		{"two saturations of one day", tested(150, 15, 30).lab(diary.TSAT, 30, "%", 30), []string{"iron low", "15 %", "30 %"}, nil},
		{"the same saturation twice", tested(150, 15, 30).lab(diary.TSAT, 15, "%", 30), nil, []string{"Another transferrin saturation"}},
	})
}

func TestAugmentationIsJudgedWithWhatElseIsRecorded(t *testing.T) {
	ropinirole := func() *book { return newBook(140).take("Ropinirole", 1, "mg", 110, 0, clock(21, 0)) }
	allDay := func(n *diary.Night) { n.AllDay, n.Onset = true, diary.None[diary.Clock]() }
	arms := func(n *diary.Night) { n.BodyParts = append(n.BodyParts, diary.LeftArm) }
	stopped := newBook(140).take("Ropinirole", 1, "mg", 110, 5, clock(21, 0)).last(33, earlier(260))
	missed := []string{"missed on"}
	judge(t, []judged{
		{"every dose missed on the bad nights", ropinirole().atNight(28, diary.Missed).last(28, earlier(260)), []string{"augmentation pattern", "missed on 28 of these 28 nights"}, nil},
		{"one dose missed", ropinirole().atNight(1, diary.Missed).last(28, earlier(260)), []string{"augmentation pattern"}, missed},
		{"stopped a few days ago", stopped, []string{"augmentation pattern", "Ropinirole was stopped on"}, nil},
		{"symptoms all day", ropinirole().last(28, allDay), []string{"augmentation pattern", "symptoms all day (onset"}, []string{"to 12:00"}},
		{"arms since 20 nights, which is not a whole window", ropinirole().last(28, earlier(260)).last(20, arms), []string{"augmentation pattern"}, []string{"Not met: spread"}},
	})
}

func TestKidneysAreJudgedByWhatIsKnownOfThem(t *testing.T) {
	gabapentin := func() *book { return newBook(40).take("Gabapentin", 900, "mg", 100, 0).ill("kidneys") }
	said := []string{"together kidney_medicine"}
	judge(t, []judged{
		{"kidney disease, no figure", gabapentin(), append(said, "Neurontin SmPC 4.2"), nil},
		{"kidney disease, an old figure", gabapentin().kidney(50, 500), said, nil},
		{"kidney disease, a new figure", gabapentin().kidney(50, 30), nil, said},
		{"kidney disease, another medicine", newBook(40).take("Ropinirole", 1, "mg", 100, 0).ill("kidneys"), nil, said},
		{"sound kidneys", newBook(40).take("Gabapentin", 900, "mg", 100, 0), nil, said},
	})
}
