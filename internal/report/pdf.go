package report

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
)

// Build writes the report as a PDF. Nothing but the diary and the options goes into it: no clock, no
// name of a user or machine. It stops early with the context's error.
func Build(ctx context.Context, d diary.Diary, o Options, w io.Writer) error {
	pages, err := Pages(ctx, d, o)
	if err != nil {
		return err
	}
	return write(ctx, pages, document{title: o.L.T("report.title"), subject: o.L.T("report.subject"), made: o.made(d), o: o}, w)
}

// document is what a PDF says about itself.
type document struct {
	title, subject string
	made           diary.Date
	o              Options
}

func write(ctx context.Context, pages []Page, doc document, w io.Writer) error {
	width, height := doc.o.Paper.size()
	pdf := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: width, Ht: height}})
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetTitle(doc.title, true)
	pdf.SetSubject(doc.subject, true)
	pdf.SetLang(doc.o.L.Lang())
	pdf.SetCreator("Stillnight", true)
	pdf.SetProducer("Stillnight", true)
	pdf.SetCreationDate(doc.made.UTC())
	pdf.SetModificationDate(doc.made.UTC())
	pdf.SetCatalogSort(true)
	pdf.SetDisplayMode("fullpage", "single")
	for _, p := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		pdf.AddPage()
		for _, b := range p.bookmarks {
			pdf.Bookmark(outlineWords(b.title), b.level, b.y)
		}
		if err := p.onPDF(pdf); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := pdf.Output(w); err != nil {
		return fmt.Errorf("writing the PDF: %w", err)
	}
	return nil
}

// outlineWords are a title as an outline can hold it: every letter in 16 bits, and no marks of direction,
// which some viewers show as boxes.
func outlineWords(title string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.Is(unicode.Cf, c), unicode.Is(unicode.Cc, c), unicode.Is(unicode.Variation_Selector, c):
			return -1
		case c > 0xFFFF:
			return unicode.ReplacementChar
		}
		return c
	}, title)
}

// onPDF draws the page on the document's current page.
func (p Page) onPDF(pdf *fpdf.Fpdf) error {
	paper := draw.NewPDF(pdf, 0, 0, p.Width, p.Height)
	s := surface{Surface: paper, perPoint: draw.PDFUnitsPerPoint}
	s.picture = func(m pictureMark) error {
		style := m.style
		style.DPI = draw.PDFDPI
		part := draw.NewPDF(pdf, m.x, m.y, m.w, m.h)
		w, h := part.Size()
		return m.of(style).Draw(part, w, h)
	}
	for _, m := range p.marks {
		if err := m.on(s); err != nil {
			return fmt.Errorf("drawing a page: %w", err)
		}
	}
	if err := pdf.Error(); err != nil {
		return fmt.Errorf("drawing a page: %w", err)
	}
	return nil
}
