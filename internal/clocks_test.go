package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestClocksBelongToTheWindow keeps timers of the window where tests can still them: the toolkit's driver for tests has
// what is for its goroutine done on any, so a timer that ran would draw beside the test.
func TestClocksBelongToTheWindow(t *testing.T) {
	const screens = "ui"
	owners := []string{filepath.Join(screens, "window"), filepath.Join(screens, "eventloop")}
	seen := 0
	err := filepath.WalkDir(screens, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && startsClock(sel) {
				seen++
				if !slices.Contains(owners, filepath.Dir(path)) {
					t.Errorf("%s: time.%s runs beside tests; use the window's After or Every", fset.Position(n.Pos()), sel.Sel.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Error("no clock was found at all, not even the window's")
	}
}

func startsClock(sel *ast.SelectorExpr) bool {
	pkg, ok := sel.X.(*ast.Ident)
	return ok && pkg.Name == "time" && slices.Contains([]string{"AfterFunc", "NewTimer", "NewTicker", "After", "Tick"}, sel.Sel.Name)
}
