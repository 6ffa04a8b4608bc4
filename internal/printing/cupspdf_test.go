//go:build linux

package printing

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/report"
)

// Where printer-driver-cups-pdf has its parts, and where it puts the pages of users that the system does
// not know.
const (
	cupsPDFBackend = "/usr/lib/cups/backend/cups-pdf"
	cupsPDFModel   = "/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd"
	cupsPDFOut     = "/var/spool/cups-pdf/ANONYMOUS"
)

// pdfPrinter adds the printer of cups-pdf: what is sent to it passes through the system's filters to
// PostScript and comes out as a PDF again, as from any printer that is no file.
func pdfPrinter(t *testing.T, dir string) {
	t.Helper()
	for _, file := range []string{cupsPDFBackend, cupsPDFModel, cupsPDFOut} {
		if _, err := os.Stat(file); err != nil {
			t.Skipf("%v: this needs the package printer-driver-cups-pdf", err)
		}
	}
	needs(t, "the packages cups-filters and ghostscript", "gs", "pdftops", "pdftoppm")
	// Jobs go under a name that no user has, so that they do not end up in a user's folder.
	home := filepath.Join(dir, "home")
	if err := os.MkdirAll(filepath.Join(home, ".cups"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, ".cups", "client.conf"), []byte("User stillnight-test\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", home)
	command(t, "lpadmin", "-p", "PDF", "-E", "-v", "cups-pdf:/", "-P", cupsPDFModel)
	command(t, "lpadmin", "-d", "PDF")
}

// fromPDFPrinter waits for the file that a job with a title leaves, and removes it when the test ends.
func fromPDFPrinter(t *testing.T, title string) string {
	t.Helper()
	pattern := filepath.Join(cupsPDFOut, strings.ReplaceAll(title, " ", "_")+"*.pdf")
	var found []string
	eventually(t, "cups-pdf leaves "+pattern, func() bool {
		var err error
		if found, err = filepath.Glob(pattern); err != nil {
			t.Fatal(err)
		}
		return len(found) > 0 && exec.Command("pdfinfo", found[0]).Run() == nil
	})
	t.Cleanup(func() {
		for _, file := range found {
			if err := os.Remove(file); err != nil {
				t.Error(err)
			}
		}
	})
	return found[0]
}

func TestPagesComeOutOfCupsPDF(t *testing.T) {
	dir := cups(t)
	pdfPrinter(t, dir)
	ctx := context.Background()
	if printers, err := Printers(ctx); err != nil || len(printers) != 1 || printers[0] != (Printer{"PDF", true}) {
		t.Fatalf("%v, %v", printers, err)
	}
	for i, letter := range []bool{false, true} {
		sent := forTheDoctor(t, letter)
		title := fmt.Sprintf("Stillnight %s %d", filepath.Base(dir), i)
		if err := Print(ctx, sent, Job{Printer: "PDF", Title: title, Letter: letter}); err != nil {
			t.Fatal(err)
		}
		printed := fromPDFPrinter(t, title)
		if a, b := pages(t, sent), pages(t, printed); a != b || a == "" {
			t.Errorf("sent %q, printed %q", a, b)
		}
		// PostScript keeps no letters to search, so the ink is compared.
		if a, b := ink(t, sent), ink(t, printed); a < 1 || math.Abs(a-b) > a/10 {
			t.Errorf("page 1 has %.2f %% ink as sent and %.2f %% as printed", a, b)
		}
	}
}

// ink is how much of page 1 is dark, in per cent.
func ink(t *testing.T, file string) float64 {
	t.Helper()
	grey, err := exec.Command("pdftoppm", "-l", "1", "-r", "72", "-gray", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	// A PGM: three lines, then a byte a pixel.
	parts := bytes.SplitN(grey, []byte("\n"), 4)
	if len(parts) < 4 || len(parts[3]) == 0 {
		t.Fatalf("%s has no picture", file)
	}
	sum := 0
	for _, b := range parts[3] {
		sum += 255 - int(b)
	}
	return 100 * float64(sum) / 255 / float64(len(parts[3]))
}

// forTheDoctor writes the report of the sample diary into a file.
func forTheDoctor(t *testing.T, letter bool) string {
	t.Helper()
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	o := report.Options{L: l, Catalogue: c, Grey: letter}
	if letter {
		o.Paper = report.Letter
	}
	var pdf bytes.Buffer
	if err := report.Build(context.Background(), demo.Diary(1, diary.MustDate(2026, 3, 2), l), o, &pdf); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, pdf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
