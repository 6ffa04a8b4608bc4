package doctor

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

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
	c := firstChoice()
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
