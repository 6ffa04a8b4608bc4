package doctor

import (
	"context"
	"io"

	"stillnight/internal/diary"
)

// press makes pages out of a diary and hands them to printers.
type press struct {
	// images are the report's pages for the preview; pdf writes the same pages.
	images func(ctx context.Context, d diary.Diary, c choice) ([]pageImage, error)
	pdf    func(ctx context.Context, d diary.Diary, c choice, w io.Writer) error
	// paperDiary writes empty pages to fill in by hand.
	paperDiary func(ctx context.Context, d diary.Diary, c choice, w io.Writer) error
	// week writes the last seven nights on one page in large type.
	week func(ctx context.Context, d diary.Diary, c choice, w io.Writer) error
	// printers lists what the system can print on, the usual one first.
	printers func(ctx context.Context) ([]string, error)
	// send prints a PDF file.
	send func(ctx context.Context, path string, job printJob) error
}

// printJob is how a document is to be printed.
type printJob struct {
	Printer  string
	Copies   int
	TwoSided bool
	// Letter tells the paper; else A4.
	Letter bool
	Title  string
}
