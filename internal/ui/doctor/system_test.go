package doctor

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/uitest"
)

func TestTheRealPagesAreShownAndSaved(t *testing.T) {
	app := test.NewTempApp(t)
	env := uitest.NewEnv(t, app, test.NewTempWindow(t, nil), uitest.Sample(t))
	p := system(env)
	d, err := env.Store.Diary(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	c := firstChoice(env.L)
	images, err := p.images(context.Background(), d, c)
	if err != nil || len(images) < 2 {
		t.Fatalf("%d pages, %v", len(images), err)
	}
	img, err := images[0].Image(500)
	if err != nil || img.Bounds().Dx() != 500 || !strings.Contains(images[0].Text, "Ropinirole") {
		t.Errorf("first page: %v, %q", err, images[0].Text)
	}
	var report, empty, week bytes.Buffer
	if err := p.pdf(context.Background(), d, c, &report); err != nil {
		t.Error(err)
	}
	if err := p.paperDiary(context.Background(), d, c, &empty); err != nil {
		t.Error(err)
	}
	if err := p.week(context.Background(), d, c, &week); err != nil {
		t.Error(err)
	}
	for _, b := range []*bytes.Buffer{&report, &empty, &week} {
		if !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) {
			t.Error("not a PDF")
		}
	}
}

// A blood test of this morning and a medicine begun today are on the pages although the last night is that of yesterday.
func TestWhatCameAfterTheLastNightIsOnThePages(t *testing.T) {
	app := test.NewTempApp(t)
	env := uitest.NewEnv(t, app, test.NewTempWindow(t, nil), uitest.Sample(t))
	d, err := env.Store.Diary(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	_, last, _ := d.Span()
	today := last.AddDays(1)
	y, m, day := today.YMD()
	env.Now = func() time.Time { return time.Date(y, m, day, 9, 0, 0, 0, time.UTC) }
	d.Labs = append(d.Labs, diary.LabResult{Date: today, Test: diary.Ferritin, Value: 11, Unit: "µg/L"})
	d.Interventions = append(d.Interventions, diary.Intervention{ID: 900, Name: "Mirtazapine", Kind: diary.Prescription, Phases: []diary.Phase{{Start: today}}})
	for _, x := range []struct {
		stretch  stretch
		from, to diary.Date
		want     bool
	}{
		{stretch: fourWeeks, want: true}, {stretch: threeMonths, want: true}, {stretch: oneYear, want: true}, {stretch: everything, want: true},
		{stretch: ownDates, from: last.AddDays(-60), to: last, want: true},
		{stretch: ownDates, from: last.AddDays(-60), to: last.AddDays(-20), want: false},
	} {
		c := firstChoice(env.L)
		c.Stretch, c.From, c.To = x.stretch, x.from, x.to
		images, err := system(env).images(context.Background(), d, c)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"Ferritin 11", "Mirtazapine"} {
			if strings.Contains(images[0].Text, word) != x.want {
				t.Errorf("%s to %s: %q on page 1 is %v", x.stretch, x.to, word, !x.want)
			}
		}
	}
}
