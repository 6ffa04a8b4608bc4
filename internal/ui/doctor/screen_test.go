package doctor

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// plain is a press whose pages are grey and whose files say what was chosen.
func plain(sent *printJob) press {
	page := func(w int) (image.Image, error) {
		img := image.NewRGBA(image.Rect(0, 0, w, w*141/100))
		draw.Draw(img, img.Bounds(), image.NewUniform(color.Gray{0xd0}), image.Point{}, draw.Src)
		return img, nil
	}
	write := func(_ context.Context, d diary.Diary, c choice, w io.Writer) error {
		text, err := c.text()
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		return err
	}
	return press{
		images: func(context.Context, diary.Diary, choice) ([]pageImage, error) {
			return []pageImage{{1.41, page, "first page"}, {1.41, page, "second page"}}, nil
		},
		pdf: write, paperDiary: write, week: write,
		printers: func(context.Context) ([]string, error) { return []string{"Office", "PDF"}, nil },
		send: func(_ context.Context, path string, job printJob) error {
			*sent = job
			_, err := os.Stat(path)
			return err
		},
	}
}

func TestTheScreenFitsAroundAnyPages(t *testing.T) {
	uitest.EveryLookOf(t, func(env *screen.Env) screen.Screen { return newScreen(env, plain(new(printJob))) }, screen.Target{})
}

func shown(t *testing.T, sent *printJob) (*Screen, fyne.Window) {
	t.Helper()
	app, w := uitest.NewWindow(t)
	w.Resize(fyne.NewSize(1100, 700))
	s := newScreen(uitest.NewEnv(t, app, w, uitest.Sample(t)), plain(sent))
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	w.Canvas().Capture()
	return s, w
}

func TestEveryControlHasAName(t *testing.T) {
	var sent printJob
	_, w := shown(t, &sent)
	uitest.CheckNamed(t, w.Content())
}

func TestPagesCanBeTurned(t *testing.T) {
	var sent printJob
	s, w := shown(t, &sent)
	test.Tap(uitest.Button(t, w, "Next"))
	if s.preview.at != 1 || s.preview.count.Text != "Page 2 of 2" || !s.preview.forward.Disabled() {
		t.Errorf("on %q", s.preview.count.Text)
	}
	width := s.preview.sheet.width
	test.Tap(uitest.Button(t, w, "Larger"))
	if s.preview.sheet.width <= width {
		t.Error("the page did not grow")
	}
}

func TestKeysTurnAndZoomThePage(t *testing.T) {
	var sent printJob
	s, w := shown(t, &sent)
	w.Canvas().Focus(s.preview.sheet)
	press := func(key fyne.KeyName) { s.preview.sheet.TypedKey(&fyne.KeyEvent{Name: key}) }
	press(fyne.KeyPageDown)
	press(fyne.KeyPageDown)
	if s.preview.at != 1 {
		t.Errorf("Page Down leads to page %d", s.preview.at+1)
	}
	press(fyne.KeyDown)
	if s.preview.scroll.Offset.Y <= 0 {
		t.Error("the arrow keys do not scroll")
	}
	width := s.preview.sheet.width
	press(fyne.KeyPlus)
	if s.preview.sheet.width <= width {
		t.Error("+ does not enlarge the page")
	}
	press(fyne.KeyHome)
	if s.preview.at != 0 {
		t.Error("Home does not lead to the first page")
	}
}

// In a narrow window with large type there is one half at a time, with nothing to scroll inside what scrolls.
func TestANarrowWindowShowsOneHalfAtATime(t *testing.T) {
	sample := uitest.Sample(t)
	uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
		var sent printJob
		s := newScreen(uitest.NewEnv(t, app, w, sample), plain(&sent))
		content := s.Content()
		s.Show(screen.Target{})
		w.SetContent(content)
		if choices, pages := s.full.choices.Visible(), s.full.pages.Visible(); choices == pages && s.full.other.Visible() {
			t.Errorf("choices %v, pages %v", choices, pages)
		}
		s.full.turn()
		if s.full.other.Visible() && (s.full.choices.Visible() || !s.full.pages.Visible()) {
			t.Error("the button does not lead to the pages")
		}
		return content
	})
}

func TestPagesGivenUpAreMadeWhenTheScreenIsShownAgain(t *testing.T) {
	var sent printJob
	s, _ := shown(t, &sent)
	s.making = true // as if they were under way
	s.preview.open(nil)
	s.Hide()
	s.Show(screen.Target{})
	if len(s.preview.images) != 2 || s.making {
		t.Errorf("%d pages", len(s.preview.images))
	}
}

func TestQuestionsAreKeptAndPrinted(t *testing.T) {
	var sent printJob
	s, w := shown(t, &sent)
	e := uitest.First[*entry](t, w.Content())
	w.Canvas().Focus(e)
	e.SetText("Is my iron fine?")
	again := newScreen(s.env, plain(&sent))
	again.Content()
	again.Show(screen.Target{})
	if again.choice.Questions != "Is my iron fine?" {
		t.Errorf("%+v", again.choice)
	}
}

func TestTheChoiceIsRemembered(t *testing.T) {
	var sent printJob
	s, _ := shown(t, &sent)
	s.options.change(func(c *choice) { c.Grey, c.Name = true, "A. B." })
	again := newScreen(s.env, plain(&sent))
	again.Content()
	again.Show(screen.Target{})
	if !again.choice.Grey || again.choice.Name != "A. B." {
		t.Errorf("%+v", again.choice)
	}
}

func TestPrintingAsksForThePrinter(t *testing.T) {
	var sent printJob
	s, w := shown(t, &sent)
	test.Tap(uitest.Button(t, w, "Print…"))
	uitest.CheckNamed(t, w.Canvas().Overlays().Top())
	test.Tap(uitest.Button(t, w, "Print"))
	if sent.Printer != "Office" || sent.Copies != 1 || sent.Title != s.report().name {
		t.Errorf("sent %+v", sent)
	}
}

func TestTheMenuPrintsTheWeekAtOnce(t *testing.T) {
	var sent printJob
	s, w := shown(t, &sent)
	s.Show(screen.Target{Week: true})
	test.Tap(uitest.Button(t, w, "Print"))
	if _, last, _ := uitest.Sample(t).Span(); sent.Printer != "Office" || sent.Title != "My week to "+last.String() {
		t.Errorf("sent %+v", sent)
	}
	s.Show(screen.Target{})
	if top := w.Canvas().Overlays().Top(); top != nil {
		t.Error("the next look at the screen asks again")
	}
}

func TestPrintDialogsFitInEveryLook(t *testing.T) {
	sample := uitest.Sample(t)
	for _, printers := range [][]string{{"HP_LaserJet_MFP_M234", "PDF"}, nil} {
		uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
			var sent printJob
			p := plain(&sent)
			p.printers = func(context.Context) ([]string, error) { return printers, nil }
			s := newScreen(uitest.NewEnv(t, app, w, sample), p)
			content := s.Content()
			s.Show(screen.Target{})
			w.SetContent(content)
			s.print()
			return content
		})
	}
}

func TestThePDFIsSavedWhereOneWants(t *testing.T) {
	var sent printJob
	s, w := shown(t, &sent)
	folder := t.TempDir()
	s.env.App.Preferences().SetString("last_folder/reports", folder)
	test.Tap(uitest.Button(t, w, "Save PDF…"))
	test.Tap(uitest.Button(t, w, "Save"))
	got, err := os.ReadFile(filepath.Join(folder, s.report().name+".pdf"))
	if want, _ := s.choice.text(); err != nil || string(got) != want {
		t.Errorf("the file holds %q (%v)", got, err)
	}
}

func TestAnEmptyDiaryHasAWayOn(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	env := uitest.NewEnv(t, app, w, diary.Diary{})
	opened := screen.ID("")
	env.Open = func(id screen.ID, _ screen.Target) { opened = id }
	var sent printJob
	s := newScreen(env, plain(&sent))
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, "Write down a night"))
	if opened != screen.Night {
		t.Errorf("the button opens %q", opened)
	}
}

// Of many remedies those far down are made when somebody scrolls or comes near by the keyboard.
func TestAllRemediesCanBeChosenFromHoweverMany(t *testing.T) {
	app, w := uitest.NewWindow(t)
	d := demo.Long(1, 1, 60, 5)
	last := d.Interventions[len(d.Interventions)-1].Name
	for name, move := range map[string]func(*splitView){
		"scrolling": func(v *splitView) { v.choices.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) },
		"a key": func(v *splitView) {
			w.Canvas().Focus(uitest.First[*namedCheck](t, v.choices.Content()))
		},
	} {
		s := newScreen(uitest.NewEnv(t, app, w, d), plain(new(printJob)))
		w.SetContent(s.Content())
		w.Resize(fyne.NewSize(1280, 800))
		s.Show(screen.Target{})
		if s.options.more == nil || !s.options.more.Empty() {
			t.Fatal("all remedies are there at once")
		}
		w.Canvas().Capture()
		move(s.full)
		if s.options.more.Empty() {
			t.Errorf("after %s the last remedies wait, at %v of %v", name, s.full.choices.Scroll.Offset, s.full.choices.Scroll.Size())
			continue
		}
		if !slices.ContainsFunc(uitest.OnShow(s.options.more), func(o fyne.CanvasObject) bool {
			c, ok := o.(*namedCheck)
			return ok && c.AccessibilityLabel() == last
		}) {
			t.Errorf("after %s the last remedy cannot be chosen", name)
		}
	}
}
