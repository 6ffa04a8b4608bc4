package doctor

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// mostCopies is how many copies are offered.
const mostCopies = 5

// printDocument asks for printer and copies, and prints.
func (s *Screen) printDocument(doc document) {
	l := s.env.L
	var printers []string
	s.env.Work(l.T("doctor.looking_for_printers"), func(ctx context.Context) (err error) {
		printers, err = s.press.printers(ctx)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			s.env.Fail(fmt.Errorf("looking for printers: %w", err))
		case len(printers) == 0:
			s.noPrinter(doc)
		default:
			s.askPrinter(doc, printers)
		}
	})
}

// noPrinter says so and offers a file.
func (s *Screen) noPrinter(doc document) {
	l := s.env.L
	d := dialog.NewCustomConfirm(l.T("doctor.no_printer"), l.T("doctor.save"), l.T("doctor.cancel"),
		container.NewVScroll(look.Text(l.T("doctor.no_printer_text"))), func(yes bool) {
			if yes {
				s.saveDocument(doc)
			}
		}, s.env.Window)
	s.open(d, 0.5, 0.35)
}

func (s *Screen) askPrinter(doc document, printers []string) {
	l := s.env.L
	job := printJob{Printer: printers[0], Copies: 1, Letter: s.choice.Letter, Title: doc.name}
	which := widget.NewSelect(printers, func(name string) { job.Printer = name })
	which.SetSelectedIndex(0)
	var numbers []string
	for n := range mostCopies {
		numbers = append(numbers, strconv.Itoa(n+1))
	}
	copies := widget.NewSelect(numbers, nil)
	copies.SetSelectedIndex(0)
	copies.OnChanged = func(string) { job.Copies = copies.SelectedIndex() + 1 }
	both := newCheck(l.T("doctor.two_sided"), func(on bool) { job.TwoSided = on })
	content := container.NewVBox(look.Quiet(l.T("doctor.printer")), which,
		look.Quiet(l.T("doctor.copies")), container.NewHBox(copies), both)
	d := dialog.NewCustomConfirm(l.T("doctor.print_title"), l.T("doctor.print_now"), l.T("doctor.cancel"),
		container.NewVScroll(content), func(yes bool) {
			if yes {
				s.send(doc, job)
			}
		}, s.env.Window)
	s.open(d, 0.5, 0.6)
}

// open shows a dialog with a share of the window.
func (s *Screen) open(d dialog.Dialog, width, height float32) {
	room := s.env.Window.Canvas().Size()
	d.Resize(fyne.NewSize(room.Width*width, room.Height*height))
	d.Show()
}

// send makes the document and prints it.
func (s *Screen) send(doc document, job printJob) {
	l := s.env.L
	d, c := s.reader.Diary(), s.choice
	s.env.Work(l.T("doctor.printing"), func(ctx context.Context) error {
		path, err := temporary(doc.name, func(w io.Writer) error { return doc.write(ctx, d, c, w) })
		if err != nil {
			return err
		}
		return s.press.send(ctx, path, job)
	}, func(err error) {
		if err != nil {
			s.env.Fail(fmt.Errorf("printing: %w", err))
			return
		}
		s.env.Notice(l.T("doctor.printed", "printer", job.Printer))
	})
}
