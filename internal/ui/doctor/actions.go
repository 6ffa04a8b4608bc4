package doctor

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/saving"
)

// document is something that can be saved, looked at and printed.
type document struct {
	// name of the file, without ending.
	name  string
	write func(ctx context.Context, d diary.Diary, c choice, w io.Writer) error
}

func (s *Screen) report() document {
	from, to := s.choice.dates(s.reader.Diary(), s.env.LatestNight())
	return document{s.env.L.T("doctor.file", "first", from.String(), "last", to.String()), s.press.pdf}
}

func (s *Screen) paperDiary() document {
	return document{s.env.L.T("doctor.paper_diary_file"), s.press.paperDiary}
}

func (s *Screen) week() document {
	last := lastOf(s.reader.Diary(), s.env.LatestNight())
	return document{s.env.L.T("doctor.week_file", "last", last.String()), s.press.week}
}

// lastOf is the last night of a diary, tonight where it has none.
func lastOf(d diary.Diary, tonight diary.Date) diary.Date {
	if _, last, ok := d.Span(); ok {
		return last
	}
	return tonight
}

func (s *Screen) save()            { s.saveDocument(s.report()) }
func (s *Screen) savePaperDiary()  { s.saveDocument(s.paperDiary()) }
func (s *Screen) saveWeek()        { s.saveDocument(s.week()) }
func (s *Screen) print()           { s.printDocument(s.report()) }
func (s *Screen) printPaperDiary() { s.printDocument(s.paperDiary()) }
func (s *Screen) printWeek()       { s.printDocument(s.week()) }

// writer writes a document of the whole diary, of which the screen itself looks at a part.
func (s *Screen) writer(ctx context.Context, doc document, c choice) func(io.Writer) error {
	return func(w io.Writer) error {
		whole, err := s.env.Shelf.Read(ctx)
		if err != nil {
			return err
		}
		return doc.write(ctx, whole.Diary, c, w)
	}
}

// saveDocument asks where to and writes the file whole.
func (s *Screen) saveDocument(doc document) {
	l, c := s.env.L, s.choice
	saving.Ask(s.env, saving.File{Title: l.T("doctor.save_title"), Name: doc.name + ".pdf", Purpose: choose.Reports}, func(path string) {
		s.env.Work(l.T("doctor.saving"), func(ctx context.Context) error {
			return saving.Write(s.env.Store, path, s.writer(ctx, doc, c))
		}, func(err error) {
			if err != nil {
				s.env.Fail(err)
				return
			}
			s.env.Notice(l.T("doctor.saved", "path", path))
		})
	})
}

// view opens the pages in the system's program for PDF.
func (s *Screen) view() {
	doc, c := s.report(), s.choice
	var path string
	s.env.Work(s.env.L.T("doctor.working"), func(ctx context.Context) (err error) {
		path, err = saving.Temporary(doc.name+".pdf", s.writer(ctx, doc, c))
		return err
	}, func(err error) {
		if err == nil && s.env.App.OpenURL(fileAddress(path)) != nil {
			err = explain.Keyed("doctor.no_viewer") // whatever the system says of it
		}
		if err != nil {
			s.env.Fail(fmt.Errorf("opening the pages in a viewer: %w", err))
		}
	})
}

// fileAddress is a path as an address.
func fileAddress(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/… is /C:/… in a file address
	}
	return &url.URL{Scheme: "file", Path: path}
}
