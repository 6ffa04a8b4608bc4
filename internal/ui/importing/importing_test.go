package importing_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/store"
	"stillnight/internal/ui/importing"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
	"stillnight/internal/wording"
)

func file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// wizard starts the import of a file into a diary that holds one night.
func wizard(t *testing.T, mine diary.Night, path string) (*screen.Env, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(uitest.SmallWindow)
	env := uitest.NewEnv(t, app, w, diary.Diary{Nights: []diary.Night{mine}})
	importing.Start(env, path)
	return env, w
}

func day(text string) diary.Date {
	d, err := diary.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func severity(t *testing.T, env *screen.Env, date string) diary.Optional[int] {
	t.Helper()
	n, _, err := env.Store.Night(t.Context(), day(date))
	if err != nil {
		t.Fatal(err)
	}
	return n.Severity
}

func shown(w fyne.Window) string { return uitest.Words(w.Canvas().Overlays().Top()) }

var mine = diary.Night{Date: day("2026-02-10"), Severity: diary.Some(7)}

func TestATableIsShownBeforeItIsWritten(t *testing.T) {
	path := file(t, "mine.csv", "date;severity\n13.02.2026;4\n10.02.2026;2\n14.02.2026;eleven\n")
	env, w := wizard(t, mine, path)
	for _, words := range []string{"eleven", "4"} {
		if !strings.Contains(shown(w), words) {
			t.Errorf("%q is not shown in:\n%s", words, shown(w))
		}
	}
	if got := severity(t, env, "2026-02-13"); got != diary.None[int]() {
		t.Fatalf("a night was written before anyone agreed: %v", got)
	}
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if got := severity(t, env, "2026-02-13"); got != diary.Some(4) {
		t.Errorf("the new night has %v", got)
	}
	if got := severity(t, env, "2026-02-10"); got != diary.Some(7) {
		t.Errorf("a night that was there was overwritten by %v without being asked for", got)
	}
	env.Undo()
	if got := severity(t, env, "2026-02-13"); got != diary.None[int]() {
		t.Errorf("undo leaves %v", got)
	}
}

func TestTheFilesNightIsTakenOnlyWhereAskedFor(t *testing.T) {
	env, w := wizard(t, mine, file(t, "mine.csv", "date,severity\n2026-02-10,2\n"))
	if !uitest.Button(t, w, env.L.T("import.do")).Disabled() {
		t.Error("there is nothing to bring in, and yet it can be pressed")
	}
	uitest.Find(t, w.Canvas().Overlays().Top(), "how to join", func(g *widget.RadioGroup) bool {
		return slices.Contains(g.Options, env.L.T("import.take_theirs"))
	}).SetSelected(env.L.T("import.take_theirs"))
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if got := severity(t, env, "2026-02-10"); got != diary.Some(2) {
		t.Errorf("the night has %v", got)
	}
}

// What was begun first may take longest, and still the answer given last counts.
func TestTheAnswerThatWasGivenLastCounts(t *testing.T) {
	for first, last := range map[string]string{"import.take_theirs": "import.keep_mine", "import.keep_mine": "import.take_theirs"} {
		env, w := wizard(t, mine, file(t, "mine.csv", "date,severity\n2026-02-10,2\n"))
		work := uitest.Hold(env)
		how := uitest.Find(t, w.Canvas().Overlays().Top(), "how to join", func(g *widget.RadioGroup) bool {
			return slices.Contains(g.Options, env.L.T("import.take_theirs"))
		})
		how.SetSelected(env.L.T(first))
		how.SetSelected(env.L.T(last))
		slices.Reverse(work.Jobs)
		work.All()
		if nothing := uitest.Button(t, w, env.L.T("import.do")).Disabled(); nothing != (last == "import.keep_mine") {
			t.Errorf("%s after %s: that there is nothing to bring in is %v", last, first, nothing)
		}
	}
}

func TestWhatWasWrittenDownMeanwhileIsKept(t *testing.T) {
	env, w := wizard(t, mine, file(t, "mine.csv", "date,severity\n2026-02-13,4\n2026-02-14,5\n"))
	if err := env.Store.SaveNight(t.Context(), diary.Night{Date: day("2026-02-13"), Severity: diary.Some(9)}); err != nil {
		t.Fatal(err)
	}
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if written, come := severity(t, env, "2026-02-13"), severity(t, env, "2026-02-14"); written != diary.Some(9) || come != diary.Some(5) {
		t.Errorf("the night written down has %v, the one of the file %v", written, come)
	}
}

func TestDatesThatCanBeReadTwoWaysAreAskedAbout(t *testing.T) {
	env, w := wizard(t, mine, file(t, "mine.csv", "date,severity\n03/02/2026,4\n05/01/2026,5\n"))
	accept := uitest.Button(t, w, env.L.T("import.do"))
	if !accept.Disabled() {
		t.Fatal("dates that can be read two ways were taken as they come")
	}
	for _, o := range uitest.OnShow(w.Canvas().Overlays().Top()) {
		if s, ok := o.(*look.Select); ok && s.PlaceHolder == env.L.T("import.order_ask") {
			s.SetSelected(env.L.T("import.order." + string(exchange.MonthFirst)))
		}
	}
	test.Tap(accept)
	if got := severity(t, env, "2026-03-02"); got != diary.Some(4) {
		t.Errorf("2 March has %v", got)
	}
}

func TestAWholeDiaryIsBroughtIn(t *testing.T) {
	var data bytes.Buffer
	if err := exchange.WriteJSON(&data, uitest.Sample(t)); err != nil {
		t.Fatal(err)
	}
	env, w := wizard(t, mine, file(t, "export.json", data.String()))
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	d, err := env.Store.Diary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Nights) < 300 || len(d.Interventions) < 4 {
		t.Errorf("%d nights, %d remedies", len(d.Nights), len(d.Interventions))
	}
	if got := severity(t, env, "2026-02-10"); got != diary.Some(7) {
		t.Errorf("my own night has %v now", got)
	}
}

func TestALockedDiaryAsksForItsPassphrase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "theirs.stillnight")
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveNight(t.Context(), diary.Night{Date: day("2026-02-20"), Severity: diary.Some(3)}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassphrase(t.Context(), "kind dark night"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	env, w := wizard(t, mine, path)
	unlock := func() { test.Tap(uitest.Button(t, w, env.L.T("shell.locked.unlock"))) }
	unlock() // with nothing typed
	if !strings.Contains(shown(w), env.L.T("import.locked")) {
		t.Errorf("without a passphrase it says:\n%s", shown(w))
	}
	test.Type(w.Canvas().Focused(), "wrong")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !strings.Contains(shown(w), env.L.T("shell.locked.wrong")) {
		t.Errorf("a wrong passphrase is answered by:\n%s", shown(w))
	}
	test.Type(w.Canvas().Focused(), "kind dark night")
	unlock()
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if got := severity(t, env, "2026-02-20"); got != diary.Some(3) {
		t.Errorf("the night has %v", got)
	}
}

func TestAFileThatCannotBeReadIsExplained(t *testing.T) {
	for name, content := range map[string]string{
		"empty.csv": "", "torn.json": `{"nights": [{"date": "2026-02-`, "nothing.txt": "Dear doctor, I sleep badly.",
	} {
		t.Run(name, func(t *testing.T) {
			env, w := wizard(t, mine, file(t, name, content))
			words := shown(w)
			if len(strings.Fields(words)) < 5 || strings.Contains(words, "JSON input") || strings.Contains(words, "EOF") {
				t.Errorf("it says:\n%s", words)
			}
			d, err := env.Store.Diary(t.Context())
			if err != nil || len(d.Nights) != 1 {
				t.Errorf("%d nights, %v", len(d.Nights), err)
			}
		})
	}
}

func TestTheWizardFitsInEveryLook(t *testing.T) {
	var data bytes.Buffer
	if err := exchange.WriteJSON(&data, uitest.Sample(t)); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"table":  file(t, "paper.csv", "Date;Severity;Hours slept;A column with a very long name indeed;Note\n13.02.2026;4;6,5;x;A long note about the night\n14.02.2026;eleven;;;\n"),
		"whole":  file(t, "export.json", data.String()),
		"broken": file(t, "empty.csv", ""),
		"utc":    file(t, "sleep.csv", "Start (UTC),End (UTC)\n2026-02-13 22:10,2026-02-14 05:40\n"),
		"years":  file(t, "legs.csv", "Date,Legs\n30 Dec,6\n31 Dec,8\n"),
	}
	for name, path := range files {
		t.Run(name, func(t *testing.T) {
			uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
				env := uitest.NewEnv(t, app, w, diary.Diary{Nights: []diary.Night{mine}})
				importing.Start(env, path)
				top := w.Canvas().Overlays().Top()
				if top == nil {
					t.Fatal("nothing is shown")
				}
				uitest.CheckNamed(t, top)
				return widget.NewLabel("")
			})
		})
	}
}

// TestWhatCannotBeReadIsRefused: where there is nothing to choose, no question is asked.
func TestWhatCannotBeReadIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ content, key string }{
		"other.json": {`[{"date":"2026-01-01","severity":NaN}]`, "exchange.fault.other_json"}, "other.xml": {"<a><b/></a>", "exchange.fault.other_xml"},
	} {
		env, w := wizard(t, mine, file(t, name, c.content))
		if words := shown(w); !strings.Contains(words, env.L.T("import.refused")) || !strings.Contains(words, env.L.T(c.key)) {
			t.Errorf("%s is answered by:\n%s", name, words)
		}
	}
}

// TestRowsThatAreAllLeftOutAreAccountedFor says why, and asks for no column that was understood.
func TestRowsThatAreAllLeftOutAreAccountedFor(t *testing.T) {
	env, w := wizard(t, mine, file(t, "future.csv", "Date,Severity\n2096-01-01,3\n2097-01-01,5\n"))
	words := shown(w)
	for _, want := range []string{env.L.T("exchange.fault.nothing_usable"), env.L.N("exchange.left.out_of_range", 2)} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in:\n%s", want, words)
		}
	}
}

// TestManyPlacesInAFileAreNotAllNamed: a page of the same sentence is not read.
func TestManyPlacesInAFileAreNotAllNamed(t *testing.T) {
	var text strings.Builder
	text.WriteString("Date,Severity,Note\n")
	for i := range 30 {
		text.WriteString(day("2026-01-01").AddDays(i).String() + ",3,\"open\n")
	}
	env, w := wizard(t, mine, file(t, "open.csv", text.String()))
	words := shown(w)
	if n := strings.Count(words, "\n"+strings.SplitN(env.L.T("exchange.note.open_quote", "line", "2"), ":", 2)[0][:4]); n > 10 {
		t.Errorf("%d places are named in:\n%s", n, words)
	}
	if !strings.Contains(words, env.L.N("import.differs_more", 22)) && !strings.Contains(words, env.L.N("import.differs_more", 21)) {
		t.Errorf("the rest is not counted:\n%s", words)
	}
}

func TestAnUrgentSignThatComesInIsAnsweredAtOnce(t *testing.T) {
	const signs = `{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-02-12","severity":5,"safety":["slow_breathing"]}]}}`
	env, w := wizard(t, mine, file(t, "signs.json", signs))
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	said, _ := wording.Urgent(env.L, diary.SlowBreathing)
	for _, words := range append([]string{env.L.T("clinical.urgent.arrived"), said.Text}, said.Calls...) {
		if !strings.Contains(shown(w), words) {
			t.Errorf("%q is not said in:\n%s", words, shown(w))
		}
	}
	test.Tap(uitest.Button(t, w, env.L.T("shell.close")))
	// One of another night is told again.
	importing.Start(env, file(t, "another.json", strings.Replace(signs, "02-12", "02-11", 1)))
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if !strings.Contains(shown(w), said.Text) {
		t.Error("a sign of another night is not said")
	}
}

// TestWhatIsLeftOutBesideOthersIsNamed: of many files some cannot be read.
func TestWhatIsLeftOutBesideOthersIsNamed(t *testing.T) {
	path := file(t, "mine.csv", "date,severity\n2026-02-13,4\n")
	for i := range 10 {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf("scan%d.csv", i))
		if err := os.WriteFile(name, []byte("%PDF-1.7\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	paths, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	env, w := wizard(t, mine, path)
	if strings.Contains(shown(w), "left out") {
		t.Errorf("one file that can be read:\n%s", shown(w))
	}
	test.Tap(uitest.Button(t, w, env.L.T("shell.cancel")))
	importing.Start(env, paths...)
	for _, words := range []string{"scan0.csv is left out.", "scan7.csv is left out.", "PDF", "2 more are left out."} {
		if !strings.Contains(shown(w), words) {
			t.Errorf("%q is not shown in:\n%s", words, shown(w))
		}
	}
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if got := severity(t, env, "2026-02-13"); got != diary.Some(4) {
		t.Errorf("the night of the file that can be read has %v", got)
	}
}
