package doctor

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
)

// dialogShare is how much of the window's width the question about a printer takes.
const dialogShare = 0.45

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
	look.Ask(s.env.Window, look.Question{
		Title: l.T("doctor.no_printer"), Text: l.T("doctor.no_printer_text"), Yes: l.T("doctor.save"), No: l.T("doctor.cancel"),
	}, func() { s.saveDocument(doc) })
}

func (s *Screen) askPrinter(doc document, printers []string) {
	l := s.env.L
	job := printJob{Printer: printers[0], Copies: 1, Letter: s.choice.Letter, Title: doc.name}
	stay := func(fyne.CanvasObject) {} // all of it is in sight
	which := newPick(l.T("doctor.printer"), printers, stay)
	which.OnChanged = func(name string) { job.Printer = name }
	which.SetSelectedIndex(0)
	var numbers []string
	for n := range mostCopies {
		numbers = append(numbers, strconv.Itoa(n+1))
	}
	copies := newPick(l.T("doctor.copies"), numbers, stay)
	copies.SetSelectedIndex(0)
	copies.OnChanged = func(string) { job.Copies = copies.SelectedIndex() + 1 }
	both := newCheck(l.T("doctor.two_sided"), func(on bool) { job.TwoSided = on })
	// Behind the dialog lie the pages for the doctor, which need not be what is printed.
	body := container.NewVScroll(container.NewVBox(look.Text(doc.name), look.Quiet(l.T("doctor.printer")), which,
		look.Quiet(l.T("doctor.copies")), container.NewHBox(copies), both))
	d := dialog.NewCustomConfirm(l.T("doctor.print_title"), l.T("doctor.print_now"), l.T("doctor.cancel"),
		body, func(yes bool) {
			if yes {
				s.send(doc, job)
			}
		}, s.env.Window)
	look.ShowText(s.env.Window, d, body, dialogShare)
}

// send makes the document and prints it.
func (s *Screen) send(doc document, job printJob) {
	l, c := s.env.L, s.choice
	s.env.Work(l.T("doctor.printing"), func(ctx context.Context) error {
		path, err := saving.Temporary(doc.name+".pdf", s.writer(ctx, doc, c))
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
