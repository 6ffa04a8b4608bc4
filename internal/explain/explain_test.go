package explain_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
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
		"fields":          {diary.FieldErrors{wrong}, "Give a number from 0 to 10.", "severity: Give a number from 0 to 10."},
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

// TestNobodyElseWordsErrors keeps the road the only one.
func TestNobodyElseWordsErrors(t *testing.T) {
	elsewhere := map[string]string{"store.Explain": "internal/explain", "exchange.Explain": "internal/explain", "wording.Fault": "internal/explain internal/exchange"}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			pkg, ok := sel.X.(*ast.Ident)
			if !ok {
				return true
			}
			if who, ours := elsewhere[pkg.Name+"."+sel.Sel.Name]; ours && !strings.Contains(" "+who+" ", " "+filepath.ToSlash(rel)+" ") {
				t.Errorf("%s: %s.%s is asked beside package explain", set.Position(n.Pos()), pkg.Name, sel.Sel.Name)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
