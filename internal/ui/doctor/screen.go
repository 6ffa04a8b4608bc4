package doctor

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/store"
	"stillnight/internal/ui/empty"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/shelf"
)

// Screen is "For the doctor".
type Screen struct {
	env    *screen.Env
	press  press
	reader *reading.Reader[choice]
	choice choice

	options *options
	preview *preview
	stage   *fyne.Container
	full    *splitView

	latest reading.Latest     // of the makings of pages
	stop   context.CancelFunc // of the pages being made
	making bool               // pages are under way for the choice on show
	// once is what is to be done as soon as the diary is known, nil for nothing.
	once func()
}

// ID names the screen.
func (s *Screen) ID() screen.ID { return screen.Doctor }

func newScreen(env *screen.Env, p press) *Screen {
	s := &Screen{env: env, press: p, reader: reading.New[choice](env), choice: firstChoice(env.L), stop: func() {}}
	s.reader.Lean = true // the choices are on show before the exposures are read, which the pages alone look at
	return s
}

// Content has the choices beside the pages.
func (s *Screen) Content() fyne.CanvasObject {
	if s.stage == nil {
		s.options = newOptions(s.env.L, s.chosen)
		s.preview = newPreview(s.env)
		s.full = s.build()
		s.options.reveal = s.full.choices.Reveal
		s.full.choices.Scroll.OnScrolled = func(fyne.Position) { s.options.fill() }
		s.stage = container.NewStack()
	}
	return s.stage
}

// build lays out what there is to press, to choose and to see.
func (s *Screen) build() *splitView {
	l := s.env.L
	button := func(word string, icon fyne.Resource, do func()) *look.Button {
		return look.NewIconButton(word, icon, do)
	}
	printing := button(l.T("doctor.print"), theme.DocumentPrintIcon(), s.print)
	printing.Importance = widget.HighImportance
	left := look.Column(
		look.Title(l.T("doctor.title")),
		flow.New(printing,
			button(l.T("doctor.save"), theme.DocumentSaveIcon(), s.save),
			button(l.T("doctor.view"), theme.VisibilityIcon(), s.view)),
		s.options.body,
		look.NewCard(container.NewVBox(look.Heading(l.T("doctor.week")), look.Text(l.T("doctor.week_text")),
			flow.New(button(l.T("doctor.week_print"), theme.DocumentPrintIcon(), s.printWeek),
				button(l.T("doctor.week_save"), theme.DocumentSaveIcon(), s.saveWeek)))),
		look.NewCard(container.NewVBox(look.Heading(l.T("doctor.paper_diary")), look.Text(l.T("doctor.paper_diary_text")),
			flow.New(button(l.T("doctor.paper_diary_print"), theme.DocumentPrintIcon(), s.printPaperDiary),
				button(l.T("doctor.paper_diary_save"), theme.DocumentSaveIcon(), s.savePaperDiary)))))
	return newSplitView(l, scrolling.New(l.T("doctor.title"), left), s.preview.view)
}

// Show brings the pages up to date.
func (s *Screen) Show(to screen.Target) {
	s.Content()
	switch {
	case to.Save:
		s.once = s.save
	case to.Week:
		s.once = s.printWeek
	}
	if s.once != nil {
		s.reader.Forget()
	}
	s.read()
}

// Hide stops the making of pages that nobody looks at; they are made when the screen is shown again.
func (s *Screen) Hide() {
	s.reader.Leave()
	if s.making {
		s.making = false
		s.reader.Forget()
	}
	s.stop()
}

// Changed makes the pages again.
func (s *Screen) Changed(store.Change) { s.read() }

func (s *Screen) read() {
	s.reader.Read(s.env.L.T("doctor.working"), func(ctx context.Context, _ shelf.Content) (choice, error) {
		text, found, err := s.env.Store.Setting(ctx, settingKey)
		if err != nil || !found {
			return firstChoice(s.env.L), err
		}
		return parseChoice(text, firstChoice(s.env.L))
	}, s.present)
}

func (s *Screen) present(c choice) {
	l, d := s.env.L, s.reader.Diary()
	once := s.once
	s.once = nil
	if len(d.Nights) == 0 {
		s.stage.Objects = []fyne.CanvasObject{container.NewVScroll(look.Column(
			look.Title(l.T("doctor.title")), empty.New(s.env, empty.NoNights(s.env, l.T("doctor.no_nights")))))}
		s.stage.Refresh()
		return
	}
	s.choice = c
	s.options.show(d, c)
	s.stage.Objects = []fyne.CanvasObject{s.full.box}
	s.stage.Refresh()
	s.make()
	if once != nil {
		once()
	}
}

// chosen keeps a new choice and makes the pages again.
func (s *Screen) chosen(c choice) {
	s.choice = c
	if !s.env.Store.ReadOnly() {
		text, err := c.text()
		if err == nil {
			err = s.env.Store.SetSetting(context.Background(), settingKey, text)
		}
		if err != nil {
			s.env.Fail(err)
		}
	}
	s.make()
}

// make draws the pages; those that are being made for an earlier choice are given up.
func (s *Screen) make() {
	s.stop()
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.making = true
	wanted, c := s.latest.Begin(), s.choice
	var images []pageImage
	s.env.Work(s.env.L.T("doctor.working"), func(asked context.Context) error {
		defer context.AfterFunc(asked, stop)()
		whole, err := s.env.Shelf.Read(ctx)
		if err != nil {
			return err
		}
		images, err = s.press.images(ctx, whole.Diary, c)
		return err
	}, func(err error) {
		stop()
		if !wanted() {
			return
		}
		hidden := !s.making
		s.making = false
		switch {
		case errors.Is(err, context.Canceled):
			if !hidden {
				s.preview.stopped()
			}
		case err != nil:
			s.env.Fail(err)
		default:
			s.preview.open(images)
		}
	})
}

// ReadOut tells what is on the pages.
func (s *Screen) ReadOut() string {
	l := s.env.L
	texts := []string{l.T("doctor.title")}
	d := s.reader.Diary()
	if len(d.Nights) == 0 {
		return strings.Join(append(texts, l.T("doctor.no_nights")), "\n\n")
	}
	from, to := s.choice.dates(d, s.env.LatestNight())
	texts = append(texts, l.T("doctor.covers", "first", l.DateLong(from), "last", l.DateLong(to)))
	if s.preview != nil {
		for _, page := range s.preview.images {
			texts = append(texts, page.Text)
		}
	}
	return strings.Join(texts, "\n\n")
}
