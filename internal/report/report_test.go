package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func options(t testing.TB) Options {
	t.Helper()
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return Options{L: l, Catalogue: c, Version: "1.0", Made: diary.MustDate(2026, 3, 3)}
}

func sample(t testing.TB) diary.Diary {
	return demo.Diary(1, diary.MustDate(2026, 3, 2), options(t).L)
}

func build(t testing.TB, d diary.Diary, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Build(context.Background(), d, o, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tool runs a program of poppler or qpdf on a PDF; the test is skipped where it is not installed.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// plainText is the page's text with every space and line break the same.
func plainText(t *testing.T, pdf []byte, args ...string) string {
	t.Helper()
	return strings.Join(strings.Fields(tool(t, pdf, "pdftotext", append(args, "FILE", "-")...)), " ")
}

// crowded is a diary of many remedies with long names in several scripts.
func crowded(t *testing.T, remedies int) diary.Diary {
	d := sample(t)
	names := []string{"Зелёный чай перед сном", "Μαγνήσιο τριών ειδών", "Źródlana woda z miętą", "שמן לבנדר", "زيت اللافندر", "Ein sehr langer Name, der in keine Spalte einer Tabelle jemals ganz hineinpassen wird"}
	first, _, _ := d.Span()
	for i := range remedies {
		start := first.AddDays(30 + 9*i)
		d.Interventions = append(d.Interventions, diary.Intervention{
			ID: int64(100 + i), Name: fmt.Sprintf("%s %d", names[i%len(names)], i), Kind: diary.Supplement,
			Phases: []diary.Phase{{Start: start, End: diary.Some(start.AddDays(40)), Dose: diary.Some(2.5), Unit: "mg"}},
		})
	}
	return d
}

func TestTheFirstPageStandsAlone(t *testing.T) {
	o := options(t)
	o.Name, o.BirthYear = "Zoë Żółć", "1961"
	pdf := build(t, sample(t), o)
	// In the order of the columns, and in that of drawing, which keeps the lines of a cell together.
	text := plainText(t, pdf, "-l", "1") + " " + plainText(t, pdf, "-raw", "-l", "1")
	for _, want := range []string{
		"Zoë Żółć", "born 1961", "28 December 2024", "2 March 2026", "384 of 430 nights recorded",
		"not a diagnosis", "Not a validated scale", "Last 4 weeks", "Ropinirole", "3 mg", "Iron tablets", "65 mg",
		"Magnesium", "Pattern compatible with augmentation under Ropinirole: onset", "Calmer nights since", "No clear change",
		"About 4 in 10 people", "Do not stop or change a prescribed medicine", "33 → 50",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("page 1 lacks %q", want)
		}
	}
}

func TestEveryVerdictComesWithItsNights(t *testing.T) {
	o := options(t)
	d := sample(t)
	m, err := gather(context.Background(), d, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, taking := range slices.Concat(m.current, m.past) {
		cells := taking.row.cells
		if taking.found && !strings.Contains(cells[4].text, fmt.Sprint(taking.comparison.After.N)) {
			t.Errorf("%s: verdict %q with nights %q", taking.iv.Name, cells[6].text, cells[4].text)
		}
	}
	if len(m.current) != 2 || len(m.past) != 3 {
		t.Errorf("%d current and %d past", len(m.current), len(m.past))
	}
}

func TestThePDFIsSoundAndItsFontsAreInside(t *testing.T) {
	for name, d := range map[string]diary.Diary{"sample": sample(t), "ten years": demo.Long(1, 10, 20, 2000), "crowded": crowded(t, 40)} {
		o := options(t)
		o.Notes, o.Outcomes = true, compare.Outcomes
		pdf := build(t, d, o)
		t.Logf("%s: %d KB", name, len(pdf)>>10)
		// Forty remedies in six scripts are beyond what is promised.
		if name != "crowded" && len(pdf) > 500<<10 {
			t.Errorf("%s: %d bytes", name, len(pdf))
		}
		tool(t, pdf, "qpdf", "--check", "FILE")
		for _, line := range strings.Split(strings.TrimSpace(tool(t, pdf, "pdffonts", "FILE")), "\n")[2:] {
			// The columns from the right: object and generation, unicode, subset, embedded.
			f := strings.Fields(line)
			if len(f) < 6 || f[len(f)-5] != "yes" || f[len(f)-3] != "yes" {
				t.Errorf("font not embedded with its letters: %s", line)
			}
		}
	}
}

func TestNamesInAnyScriptCanBeRead(t *testing.T) {
	o := options(t)
	o.Name = "Ελένη Дарья Łucja"
	d := crowded(t, 6)
	text := plainText(t, build(t, d, o))
	for _, want := range []string{"Ελένη Дарья Łucja", "Зелёный", "Μαγνήσιο", "Źródlana"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	if strings.Contains(text, "could not be printed") {
		t.Error("says that letters are missing")
	}
	d.Interventions[0].Name = "\U0010FFFD" // of no script; no font has it
	if text := plainText(t, build(t, d, o)); !strings.Contains(text, "could not be printed") {
		t.Error("does not say that letters are missing")
	}
}

func TestTheSameDiaryGivesTheSameBytes(t *testing.T) {
	o := options(t)
	o.Notes = true
	if !bytes.Equal(build(t, crowded(t, 5), o), build(t, crowded(t, 5), o)) {
		t.Error("two reports differ")
	}
}

func TestComparisonsMadeBeforeChangeNoByte(t *testing.T) {
	stops := func(s compare.Step) bool { return s.Kind == compare.Stop }
	for name, d := range map[string]diary.Diary{"the sample": sample(t), "a long diary": demo.Long(1, 6, 30, 100)} {
		last := d.Nights[len(d.Nights)-1].Date
		for _, dates := range [][2]diary.Date{{}, {last.AddDays(-200), last}, {{}, d.Nights[len(d.Nights)/2].Date}} {
			o := options(t)
			o.From, o.To = dates[0], dates[1]
			without := build(t, d, o)
			for _, outlined := range []func(compare.Step) bool{nil, stops} {
				known, err := compare.All(d, compare.Options{Windows: o.Catalogue.Windows, NeverStop: o.Catalogue.NeverStopSuddenly,
					Dopaminergic: o.Catalogue.CanAugment, Outcomes: []compare.Outcome{compare.Severity}, Outlined: outlined})
				if err != nil {
					t.Fatal(err)
				}
				o.Compared = &known
				if !bytes.Equal(build(t, d, o), without) {
					t.Errorf("%s, %v: the pages differ, stops outlined: %v", name, dates, outlined != nil)
				}
			}
		}
	}
}

func TestPaperSizesAndWhatTheFileTellsAboutItself(t *testing.T) {
	o := options(t)
	for paper, want := range map[Paper]string{A4: "595.28 x 841.89", Letter: "612 x 792"} {
		o.Paper = paper
		info := tool(t, build(t, sample(t), o), "pdfinfo", "FILE")
		for _, part := range []string{want, "Night diary for the doctor", "Mar  3"} {
			if !strings.Contains(info, part) {
				t.Errorf("%s: pdfinfo lacks %q:\n%s", paper, part, info)
			}
		}
	}
	outline := tool(t, build(t, sample(t), o), "qpdf", "--json", "--json-key=outlines", "FILE")
	for _, want := range []string{"Overview", "Ropinirole: from 1 mg to 3 mg", "How this was worked out"} {
		if !strings.Contains(outline, want) {
			t.Errorf("no bookmark %q", want)
		}
	}
	if !bytes.Contains(build(t, sample(t), o), []byte("/Lang (en")) {
		t.Error("the language is not told")
	}
}

func TestSmallDiariesGiveADecentPage(t *testing.T) {
	o := options(t)
	one := diary.Diary{Nights: []diary.Night{{Date: diary.MustDate(2026, 3, 1), Severity: diary.Some(4)}}}
	for name, d := range map[string]diary.Diary{"empty": {}, "one night": one} {
		for _, ranged := range []bool{false, true} {
			if o.From, o.To = (diary.Date{}), (diary.Date{}); ranged {
				o.From, o.To = diary.MustDate(2026, 2, 1), diary.MustDate(2026, 3, 2)
			}
			text := plainText(t, build(t, d, o))
			if !strings.Contains(text, "not a diagnosis") || strings.Contains(text, "NaN") {
				t.Errorf("%s: %s", name, text)
			}
		}
	}
}

func TestWhatIsLeftOutIsNotPrinted(t *testing.T) {
	o := options(t)
	d := sample(t)
	d.Nights[len(d.Nights)-1].Note = "a private sentence"
	var ids []int64
	for _, iv := range d.Interventions {
		if iv.Name != "Magnesium" {
			ids = append(ids, iv.ID)
		}
	}
	o.InterventionIDs = ids
	text := plainText(t, build(t, d, o))
	if strings.Contains(text, "a private sentence") {
		t.Error("notes are printed without being asked for")
	}
	if strings.Contains(text, "Magnesium: start") {
		t.Error("a remedy that was left out has a panel")
	}
	o.Notes = true
	if text := plainText(t, build(t, d, o)); !strings.Contains(text, "a private sentence") {
		t.Error("notes are not printed although asked for")
	}
}

func TestNothingAfterTheLastNightIsUsed(t *testing.T) {
	o := options(t)
	o.To = diary.MustDate(2025, 8, 1)
	text := plainText(t, build(t, sample(t), o), "-l", "1")
	if strings.Contains(text, "Ropinirole") || !strings.Contains(text, "1 August 2025") {
		t.Error("later remedies are on the page")
	}
}

func TestMakingPagesCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Pages(ctx, sample(t), options(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestPreviewAndPaperShowTheSamePages(t *testing.T) {
	o := options(t)
	pages, err := Pages(context.Background(), sample(t), o)
	if err != nil {
		t.Fatal(err)
	}
	info := tool(t, build(t, sample(t), o), "pdfinfo", "FILE")
	if !strings.Contains(info, fmt.Sprintf("Pages:           %d\n", len(pages))) {
		t.Errorf("%d pages in the preview: %s", len(pages), info)
	}
	img, err := pages[0].Image(600)
	if err != nil {
		t.Fatal(err)
	}
	dark := 0
	for i := 0; i < len(img.Pix); i += 4 {
		if img.Pix[i] < 100 {
			dark++
		}
	}
	if img.Bounds().Dx() != 600 || dark < 2000 {
		t.Errorf("%v with %d dark pixels", img.Bounds(), dark)
	}
	if !strings.Contains(pages[0].Text(), "Iron tablets") {
		t.Error("the page cannot be read out")
	}
}

func TestPaperDiaryHasOwnColumnsAndFourWeeks(t *testing.T) {
	o := options(t)
	o.From = diary.MustDate(2026, 3, 2)
	var b bytes.Buffer
	if err := PaperDiary(context.Background(), sample(t), o, &b); err != nil {
		t.Fatal(err)
	}
	text := plainText(t, b.Bytes())
	for _, want := range []string{"Mon 2 Mar", "Sun 29 Mar", "Ropinirole", "Coffee"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q", want)
		}
	}
	tool(t, b.Bytes(), "qpdf", "--check", "FILE")
}

func TestEveryRemedyHasAColumnOnPaper(t *testing.T) {
	for _, c := range []struct{ remedies, pages int }{{0, 1}, {8, 1}, {15, 2}, {30, 2}} {
		for _, paper := range []Paper{A4, Letter} {
			o := options(t)
			o.Paper = paper
			var d diary.Diary
			for i := range c.remedies {
				d.Interventions = append(d.Interventions, diary.Intervention{
					ID: int64(i + 1), Name: fmt.Sprintf("Remedy %d", i), Phases: []diary.Phase{{Start: diary.MustDate(2026, 1, 1)}}})
			}
			pages, err := PaperPages(context.Background(), d, o)
			if err != nil || len(pages) != c.pages {
				t.Errorf("%d remedies on %s: %d pages, %v", c.remedies, paper, len(pages), err)
			}
			var text string
			for _, p := range pages {
				text += p.Text() + "\n"
			}
			for _, iv := range d.Interventions {
				if strings.Count(text, iv.Name+"\n") != 1 {
					t.Errorf("%s has no column of its own", iv.Name)
				}
			}
		}
	}
}

// Nothing may be set smaller than 8 points, nor run off the paper.
func TestTextIsLargeEnoughAndOnThePaper(t *testing.T) {
	for _, paper := range []Paper{A4, Letter} {
		o := options(t)
		o.Paper, o.Notes, o.Outcomes = paper, true, compare.Outcomes
		pages, err := Pages(context.Background(), crowded(t, 40), o)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range pages {
			for _, fault := range offPaper(p) {
				t.Errorf("page %d: %s", i+1, fault)
			}
		}
	}
}

// A specialist's three minutes: few pages, and a file that can be sent.
func TestReportsStayShort(t *testing.T) {
	year, decade := demo.Long(1, 1, 6, 200), demo.Long(1, 10, 20, 2000)
	for _, c := range []struct {
		name     string
		d        diary.Diary
		outcomes []compare.Outcome
		pages    int
		bytes    int
	}{
		{"one year", year, nil, 12, 200 << 10},
		{"one year, all outcomes", year, compare.Outcomes, 14, 200 << 10},
		{"ten years", decade, nil, 26, 400 << 10},
		{"ten years, all outcomes", decade, compare.Outcomes, 34, 400 << 10},
	} {
		o := options(t)
		o.Outcomes = c.outcomes
		pages, err := Pages(context.Background(), c.d, o)
		if err != nil {
			t.Fatal(err)
		}
		if size := len(build(t, c.d, o)); len(pages) > c.pages || size > c.bytes {
			t.Errorf("%s: %d pages, %d bytes", c.name, len(pages), size)
		}
	}
}
