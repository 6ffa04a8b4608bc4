package explain_test

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/output"
	"stillnight/internal/printing"
	"stillnight/internal/store"
)

func TestEveryKindOfErrorHasItsWords(t *testing.T) {
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	wrong := &diary.FieldError{Field: "severity", Reason: diary.OutOfRange, Max: 10}
	many := diary.FieldErrors{wrong, wrong, wrong, wrong, wrong}
	for name, c := range map[string]struct {
		err        error
		want, file string
	}{
		"nothing":         {nil, "", ""},
		"a sentence":      {explain.Said("It is so."), "It is so.", "It is so."},
		"a key":           {explain.Keyed("exchange.fault.not_a_number", "text", "x"), "x is not a number.", "x is not a number."},
		"a field":         {wrong, "Give a number from 0 to 10.", "Give a number from 0 to 10."},
		"fields":          {diary.FieldErrors{wrong}, "Give a number from 0 to 10.", "Severity (0–10): Give a number from 0 to 10."},
		"too many fields": {many, strings.Repeat("Give a number from 0 to 10. ", 2) + "Give a number from 0 to 10.", ""},
		"a phase":         {&compare.PhaseError{Intervention: "Iron", Reason: diary.Required}, "Iron", ""},
		"the store":       {store.ErrBusy, l.T("store.error.busy"), l.T("store.error.busy")},
		"from outside":    {&exchange.Fault{Key: "exchange.fault.no_date"}, "", l.T("exchange.fault.no_date")},
		"a printer":       {&printing.QueueError{Reason: printing.NoSystem}, l.T("printing." + string(printing.NoSystem)), ""},
	} {
		for _, err := range []error{c.err, fmt.Errorf("while testing: %w", c.err)} {
			if c.err == nil {
				err = nil
			}
			if got := explain.Error(l, err); c.want != "" && !strings.Contains(got, c.want) || strings.Contains(got, "while testing") && c.want != "" {
				t.Errorf("%s: %q, not %q", name, got, c.want)
			}
			if got := explain.File(l, err); c.file != "" && got != c.file {
				t.Errorf("%s from outside: %q, not %q", name, got, c.file)
			}
		}
	}
	if got := explain.Error(l, many); strings.Count(got, "Give") != 3 {
		t.Errorf("of five faults it tells %q", got)
	}
}

func TestEveryFileThatCannotBeReadIsToldOf(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	var several exchange.Unreadable
	for i := range 10 {
		name := fmt.Sprintf("%d\u202e.csv", i)
		several.Parts = append(several.Parts, exchange.Part{File: name, Fault: &exchange.Fault{Key: "exchange.fault.plain_text"}})
	}
	said := explain.File(l, fmt.Errorf("reading: %w", &several))
	if !strings.HasPrefix(said, "0<U+202E>.csv: This is a text without a table in it.\n1<U+202E>.csv: This") || !strings.HasSuffix(said, "\n2 more files cannot be read.") {
		t.Errorf("it says %q", said)
	}
}

func TestANameInASentenceIsShownAndNotObeyed(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	err := &exchange.Fault{Key: "exchange.fault.no_file", Args: []string{"path", "a\u202eb\n\x1b"}}
	if got, want := explain.File(l, err), "There is no file a<U+202E>b␤␛."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

func TestEveryFaultOfTheStoreHasASentence(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	seen := make(map[string]error)
	for _, fault := range []error{
		store.ErrInUse, store.ErrBusy, store.ErrNewer, store.ErrReadOnly, store.ErrPermission, store.ErrDiskFull, store.ErrFolderGone,
		store.ErrNotFound, store.ErrReplaced, store.ErrOtherDiary, store.ErrNotADiary, store.ErrPassphrase, store.ErrDisk, store.ErrNothingToUndo, store.ErrTooLarge,
		store.ErrClosed, store.ErrLinkLoop, store.ErrKeyLost, store.ErrNotConnected, store.ErrNameTooLong, &store.DamagedError{}, &output.KeptError{Path: "diary"},
		&store.BackupError{Folder: "/media/stick", Err: store.ErrFolderGone},
		&store.PlainLeftError{Paths: []string{"a"}}, &store.PlainLeftError{Linked: true}, &store.PlainLeftError{Paths: []string{"a"}, Linked: true},
		diary.FieldErrors{{Field: "date", Reason: diary.Required}}, fs.ErrExist, context.Canceled, errors.New("something else"),
	} {
		words := explain.Error(l, fmt.Errorf("doing: %w", fault))
		before, there := seen[words]
		if there || words == "" || strings.HasPrefix(words, "store.") || strings.ContainsAny(words, "!%") || strings.Contains(words, "no value") {
			t.Errorf("%v reads %q (as does %v)", fault, words, before)
		}
		seen[words] = fault
	}
	// An error of the system means one of these.
	if words := explain.Error(l, &fs.PathError{Op: "open", Path: "x", Err: syscall.ENOSPC}); words != explain.Error(l, store.ErrDiskFull) {
		t.Errorf("a full disk reads %q", words)
	}
	// A cause is part of the sentence.
	words := explain.Error(l, &store.BackupError{Folder: "/media/stick", Err: fmt.Errorf("%w: open", store.ErrInUse)})
	if !strings.Contains(words, "/media/stick") || !strings.Contains(words, explain.Error(l, store.ErrInUse)) {
		t.Errorf("a backup that failed reads %q", words)
	}
}

// TestWhatWasTypedIsSpokenOfInFormsAlone: on the command line, or where a diary is opened, nobody has typed anything.
func TestWhatWasTypedIsSpokenOfInFormsAlone(t *testing.T) {
	for _, language := range i18n.Languages {
		l := i18ntest.Speak(t, language)
		typed := l.T("store.error.typed")
		for fault, spared := range map[error]bool{
			store.ErrDiskFull: true, store.ErrDisk: true, store.ErrFolderGone: true, store.ErrNotFound: true, store.ErrReplaced: true,
			store.ErrOtherDiary: true, syscall.ENOSPC: true, store.ErrLinkLoop: false, store.ErrNewer: false, store.ErrPassphrase: false,
			context.Canceled: false, errors.New("something else"): false,
		} {
			fault = fmt.Errorf("doing: %w", fault)
			if words := explain.Error(l, fault); strings.Contains(words, typed) {
				t.Errorf("%s: %v reads %q", language, fault, words)
			}
			if words := explain.Typed(l, fault); strings.HasSuffix(words, " "+typed) != spared {
				t.Errorf("%s: %v reads %q in a form", language, fault, words)
			}
		}
	}
}

func TestWhatTheStoreTellsReadsAsSentences(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "diary.stillnight"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	night := diary.MustDate(2026, time.January, 1)
	iv := diary.Intervention{Name: "Iron"}
	several := diary.Diary{Nights: []diary.Night{
		{Date: night.AddDays(1), Severity: diary.Some(2)}, {Date: night.AddDays(2), Severity: diary.Some(2)}, {Date: night.AddDays(3), Severity: diary.Some(2)},
	}}
	for _, do := range []func() error{
		func() error { return s.SaveNight(t.Context(), diary.Night{Date: night, Severity: diary.Some(1)}) },
		func() error { return s.SaveIntervention(t.Context(), &iv) },
		func() error { return s.DeleteIntervention(t.Context(), iv.ID) },
		func() error { _, err := s.Import(t.Context(), several, store.KeepMine); return err },
		func() error { _, err := s.Backup(t.Context()); return err },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	report, err := s.Check(t.Context())
	if err != nil || !report.OK() {
		t.Fatalf("%+v, %v", report, err)
	}
	for _, item := range report.Items {
		if words := explain.Told(l, item.Key, item.Args); words == item.Key || strings.Contains(words, "no value") {
			t.Errorf("%s reads %q", item.Key, words)
		}
	}
	for _, want := range []string{"import of 3 nights", "Iron deleted", "change to Iron", "night of 1 Jan 2026"} {
		step, err := s.Undo(t.Context())
		if got := explain.Step(l, step); err != nil || got != want {
			t.Errorf("undone is %q, not %q, %v", got, want, err)
		}
	}
}

func TestFaultsNameWhatIsWrong(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	for _, c := range []struct {
		err  error
		want string
	}{
		{&compare.PhaseError{Intervention: "Iron", Reason: diary.EndNotAfter}, "Iron: The end must be later than the start. Change one of the two dates."},
		{&compare.NightError{Night: diary.MustDate(2026, time.March, 1), Reason: diary.Duplicate}, "Night of Sunday 1 March: This is there already."},
		{&diary.FieldError{Field: "severity", Reason: diary.OutOfRange, Min: 0, Max: 10}, "Give a number from 0 to 10."},
	} {
		if got := explain.Error(l, c.err); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestNobodyElseWordsErrors keeps the road the only one: no other package makes a sentence of the keys of errors.
func TestNobodyElseWordsErrors(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, filepath.Join("internal", "explain")) {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || method.Sel.Name != "T" && method.Sel.Name != "N" {
				return true
			}
			if key, ok := call.Args[0].(*ast.BasicLit); ok && worded(key.Value) {
				t.Errorf("%s: %s is put into words beside package explain", set.Position(n.Pos()), key.Value)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// worded tells whether a key is one of an error's.
func worded(key string) bool {
	return strings.HasPrefix(key, `"store.error.`) || strings.HasPrefix(key, `"exchange.fault.`)
}
