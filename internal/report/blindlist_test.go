package report

import (
	"context"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

func TestTheHelpersListHasEveryBox(t *testing.T) {
	b := diary.BlindTrial{Begun: diary.MustDate(2026, 3, 9), Boxes: 6, Days: 14, Seed: 31}
	pages := blindPages(context.Background(), "Magnesium", b, options(t))
	if len(pages) != 1 {
		t.Fatalf("%d pages", len(pages))
	}
	text := strings.Join(strings.Fields(pages[0].Text()), " ")
	if n := strings.Count(text, "Dummy"); n != 3 {
		t.Errorf("%d dummies", n)
	}
	for i, active := range b.Key() {
		holds := "Dummy"
		if active {
			holds = "Magnesium"
		}
		if want := string(rune('1'+i)) + " " + holds + " "; !strings.Contains(text, want) {
			t.Errorf("the list lacks %q", want)
		}
	}
	if !strings.Contains(text, b.Code()) || !strings.Contains(text, "must not see this page") {
		t.Error("the list does not say whose it is")
	}
}

func TestASealedKeyIsNotOnThePages(t *testing.T) {
	d := sample(t)
	last := d.Nights[len(d.Nights)-1].Date
	b := diary.BlindTrial{Begun: last.AddDays(-83), Boxes: 6, Days: 14, Seed: 31}
	d.Interventions[0].Blind = []diary.BlindTrial{b}
	all := func() string {
		pages, err := Pages(context.Background(), d, options(t))
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, p := range pages {
			text.WriteString(p.Text() + " ")
		}
		return strings.Join(strings.Fields(text.String()), " ")
	}
	if strings.Contains(all(), "Boxes with it") {
		t.Error("a sealed key is told")
	}
	d.Interventions[0].Blind[0].Opened = diary.Some(last.AddDays(1))
	if text := all(); !strings.Contains(text, "Boxes with it: ") || !strings.Contains(text, "of 20 ways to draw them") {
		t.Error("an opened key is not told")
	}
}

func TestABlindedTrialIsOnTheFirstPage(t *testing.T) {
	trial := func(d *diary.Diary) *diary.BlindTrial {
		last := d.Nights[len(d.Nights)-1].Date
		b := diary.BlindTrial{Begun: last.AddDays(-79), Boxes: 6, Days: 14, Seed: 31}
		d.Interventions = []diary.Intervention{{ID: 1, Name: "Magnesium", Kind: diary.Supplement, Blind: []diary.BlindTrial{b}}}
		return &d.Interventions[0].Blind[0]
	}
	const running, over, nobody = "Magnesium: blinded trial, box 6 of 6 (list ", "Blinded trial of Magnesium (6 boxes): ", "Nobody was blinded"
	const broken = "The seal was broken on "
	check(t, []said{
		{"running", func(d *diary.Diary) { trial(d) }, []string{running, "Whether a box holds it or a dummy is sealed."}, []string{over, "No remedies are in the diary.", "Nothing is being taken now."}},
		{"given up", func(d *diary.Diary) { b := trial(d); b.Abandoned = diary.Some(b.Begun.AddDays(30)) },
			[]string{"Blinded trial of Magnesium (6 boxes). It was ended early on ", ", in box 3 of 6. Until then it was not known", "The key is still sealed"}, []string{running, over}},
		{"given up late and then opened", func(d *diary.Diary) {
			b := trial(d)
			b.Abandoned, b.Opened = diary.Some(b.Begun.AddDays(75)), diary.Some(b.Begun.AddDays(78))
		}, []string{over, ", in box 6 of 6. Until then it was not known"}, []string{running, "still sealed", broken}},
		{"opened", func(d *diary.Diary) { b := trial(d); b.Opened = diary.Some(b.End()) },
			[]string{over, "with it against the dummy (p = ", ", after the last box: while the nights were rated it was not known"}, []string{running, broken}},
		{"opened too early", func(d *diary.Diary) { b := trial(d); b.Opened = diary.Some(b.Begun.AddDays(15)) },
			[]string{"Blinded trial of Magnesium: too few boxes", broken, ", in box 2 of 6: from then on it was known"}, []string{running, over, "after the last box"}},
		{"opened near the end", func(d *diary.Diary) { b := trial(d); b.Opened = diary.Some(b.Begun.AddDays(75)) },
			[]string{over, broken, ", in box 6 of 6: from then on it was known"}, []string{"after the last box"}},
		{"broken and sealed again", func(d *diary.Diary) { b := trial(d); b.Seen = diary.Some(b.Begun.AddDays(15)) },
			[]string{running, "The key was seen once, on ", ": no night from then on counts."}, []string{over, broken}},
		{"broken, sealed again and opened at the end", func(d *diary.Diary) {
			b := trial(d)
			b.Seen, b.Opened = diary.Some(b.Begun.AddDays(15)), diary.Some(b.End())
		}, []string{"Blinded trial of Magnesium: too few boxes", broken, ", in box 2 of 6: from then on it was known"}, []string{running, over, "after the last box"}},
		{"broken, sealed again and used up", func(d *diary.Diary) {
			b := trial(d)
			b.Begun = b.Begun.AddDays(-10)
			b.Seen = diary.Some(b.Begun.AddDays(15))
		}, []string{broken, ", in box 2 of 6: from then on it was known", "The key is sealed again"}, []string{running, over, "still sealed"}},
		{"opened before it began", func(d *diary.Diary) { b := trial(d); b.Opened = diary.Some(b.Begun.AddDays(-1)) },
			[]string{"Blinded trial of Magnesium: too few boxes", broken, "on every night it was known"}, []string{running, over}},
		{"all used and sealed", func(d *diary.Diary) { b := trial(d); b.Begun = b.Begun.AddDays(-10) },
			[]string{"Blinded trial of Magnesium (6 boxes). All boxes were used by ", "The key is still sealed"}, []string{running, over, broken}},
	})
	d := sample(t)
	b := trial(&d)
	for _, opened := range []bool{false, true} {
		if opened {
			b.Opened = diary.Some(b.End())
		}
		pages, err := Pages(context.Background(), d, options(t))
		if err != nil {
			t.Fatal(err)
		}
		if said := strings.Contains(strings.Join(strings.Fields(pages[len(pages)-1].Text()), " "), nobody); said == opened {
			t.Errorf("opened %v: that nobody was blinded is said: %v", opened, said)
		}
	}
}
