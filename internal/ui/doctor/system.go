package doctor

import (
	"context"
	"errors"
	"image"
	"io"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/printing"
	"stillnight/internal/report"
	"stillnight/internal/ui/screen"
)

// New is the screen with the report's own pages and the system's printers.
func New(env *screen.Env) screen.Screen { return newScreen(env, system(env)) }

// compared are the comparisons of a diary that the screens share, nil where they are of another by now.
func compared(ctx context.Context, env *screen.Env, d diary.Diary) (*compare.Results, error) {
	c, err := env.Shelf.Read(ctx)
	if err != nil || len(d.Nights) == 0 || len(c.Diary.Nights) != len(d.Nights) || &c.Diary.Nights[0] != &d.Nights[0] {
		return nil, err
	}
	opts := env.CompareOptions()
	// What came of stopping a remedy stands on the pages only where that was of late; there it is worked out.
	opts.Outlined = func(s compare.Step) bool { return s.Kind == compare.Stop }
	r, err := env.Shelf.Outline(ctx, c, compare.Severity, opts)
	if err != nil {
		return nil, err
	}
	return &r, nil
}

// system makes pages with package report and prints them with package printing.
func system(env *screen.Env) press {
	options := func(d diary.Diary, c choice) report.Options {
		o := report.Options{
			Grey: c.Grey, Name: c.Name, BirthYear: c.Born, InterventionIDs: c.included(d), Outcomes: c.Outcomes,
			Brief: c.Brief, Notes: c.Notes, Questions: c.Questions, Made: diary.DateOf(env.Now()), Version: env.App.Metadata().Version,
			L: env.L, Catalogue: env.Catalogue,
		}
		o.From, o.To = c.dates(d, env.LatestNight())
		if _, last, ok := d.Span(); ok && o.To == last {
			o.To = diary.Date{} // open, so that a test or a medicine of the day after that night is on the pages too
		}
		if o.Paper = report.A4; c.Letter {
			o.Paper = report.Letter
		}
		return o
	}
	return press{
		images: func(ctx context.Context, d diary.Diary, c choice) ([]pageImage, error) {
			o := options(d, c)
			var err error
			if o.Compared, err = compared(ctx, env, d); err != nil {
				return nil, err
			}
			pages, err := report.Pages(ctx, d, o)
			if err != nil {
				return nil, err
			}
			images := make([]pageImage, len(pages))
			for i, p := range pages {
				images[i] = pageImage{
					Aspect: float32(p.Aspect()),
					Image:  func(width int) (image.Image, error) { return p.Image(width) },
					Text:   p.Text(),
				}
			}
			return images, nil
		},
		pdf: func(ctx context.Context, d diary.Diary, c choice, w io.Writer) error {
			return report.Build(ctx, d, options(d, c), w)
		},
		paperDiary: func(ctx context.Context, d diary.Diary, c choice, w io.Writer) error {
			o := options(d, c)
			o.From, o.To = env.LatestNight(), diary.Date{}
			return report.PaperDiary(ctx, d, o, w)
		},
		week: func(ctx context.Context, d diary.Diary, c choice, w io.Writer) error {
			o := options(d, c)
			o.From, o.To = diary.Date{}, lastOf(d, env.LatestNight())
			return report.Week(ctx, d, o, w)
		},
		printers: func(ctx context.Context) ([]string, error) {
			printers, err := printing.Printers(ctx)
			var queue *printing.QueueError
			if errors.As(err, &queue) && queue.Reason == printing.NoSystem {
				return nil, nil // the screen then offers a file
			}
			if err != nil {
				return nil, err
			}
			var names []string
			for _, p := range printers {
				names = append(names, p.Name)
			}
			return names, nil
		},
		send: func(ctx context.Context, path string, job printJob) error {
			return printing.Print(ctx, path, printing.Job(job))
		},
	}
}
