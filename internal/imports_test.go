package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed says which of our own packages each package may import. The arrows run one way: screens and
// paper know comparisons, comparisons know the diary, the diary knows nothing. A folder that is not
// listed is an error, so that a new package takes its place on purpose.
var allowed = map[string][]string{
	"internal/diary":             {},
	"internal/diary/diarytest":   {"internal/diary"},
	"resources":                  {},
	"internal/pattern":           {},
	"internal/i18n":              {"internal/diary", "internal/pattern", "resources"},
	"internal/i18n/i18ntest":     {"internal/i18n"},
	"internal/compare":           {"internal/diary"},
	"internal/compare/calibrate": {"internal/compare", "internal/diary"},
	"internal/catalogue":         {"internal/compare", "internal/diary", "internal/i18n", "resources"},
	"internal/clinical":          {"internal/catalogue", "internal/compare", "internal/diary", "internal/i18n", "internal/pattern", "resources"},
	"internal/wording":           {"internal/catalogue", "internal/clinical", "internal/compare", "internal/diary", "internal/i18n"},
	"internal/instance":          {"internal/durable"},
	"internal/envelope":          {"internal/secret"},
	"internal/away":              {},
	"internal/localtime":         {},
	"internal/notification":      {},
	"internal/bustest":           {},
	"internal/secret":            {},
	"internal/secret/secrettest": {},
	"internal/pages":             {},
	"internal/durable":           {},
	"internal/backup":            {},
	"internal/store":             {"internal/backup", "internal/diary", "internal/durable", "internal/envelope", "internal/instance", "internal/pages", "internal/pattern", "internal/secret", "internal/secret/secrettest"},
	"internal/output":            {"internal/durable", "internal/store"},
	"internal/exchange/cell":     {"internal/diary", "internal/i18n", "internal/pattern"},
	"internal/exchange/source":   {"internal/pattern"},
	"internal/exchange/reading":  {"internal/diary", "internal/exchange/cell"},
	"internal/exchange/known":    {"internal/diary", "internal/i18n", "internal/exchange/cell", "internal/exchange/reading", "internal/exchange/source", "internal/pattern"},
	"internal/exchange":          {"internal/compare", "internal/diary", "internal/i18n", "internal/catalogue", "internal/wording", "internal/exchange/cell", "internal/exchange/known", "internal/exchange/reading", "internal/exchange/source", "internal/pattern"},
	"internal/explain":           {"internal/compare", "internal/diary", "internal/exchange", "internal/i18n", "internal/store"},
	"internal/incoming":          {"internal/backup", "internal/diary", "internal/exchange", "internal/store"},
	"internal/demo":              {"internal/diary", "internal/i18n", "internal/catalogue"},
	"internal/moving":            {"internal/backup", "internal/durable", "internal/pattern", "internal/store"},
	"internal/printing":          {"internal/pattern"},
	"internal/filechooser":       {},
	"internal/chart/draw":        {"internal/i18n", "resources"},
	"internal/chart/golden":      {},
	"internal/chart":             {"internal/chart/draw", "internal/compare", "internal/diary", "internal/i18n", "internal/wording"},
	"internal/report":            {"internal/catalogue", "internal/chart", "internal/chart/draw", "internal/clinical", "internal/compare", "internal/diary", "internal/i18n", "internal/wording", "resources"},
	"cmd/stillnight-cli":         {"internal/backup", "internal/catalogue", "internal/chart", "internal/chart/draw", "internal/clinical", "internal/compare", "internal/demo", "internal/diary", "internal/exchange", "internal/exchange/cell", "internal/exchange/known", "internal/explain", "internal/i18n", "internal/incoming", "internal/moving", "internal/output", "internal/report", "internal/secret", "internal/store", "internal/wording"},
}

// Screens may use the whole core and what screens share, but nothing below may use a screen.
const (
	uiPrefix = "internal/ui"
	window   = "cmd/stillnight"
)

// above are the packages of the window that only those may use that are named: they put screens together.
var above = map[string][]string{
	"internal/ui":         {"cmd/stillnight"},
	"internal/ui/session": {"internal/ui", "internal/ui/shell"},
	"internal/ui/window":  {"internal/ui", "internal/ui/session", "internal/ui/shell"},
	"internal/ui/shell":   {"internal/ui"},
}

// screens are the folders of one screen each, which know nothing of one another. Only the shell makes them; settings are
// asked by the session, and every list of files leads to importing.
var screens = map[string][]string{
	"night":      {"internal/ui/shell"},
	"remedies":   {"internal/ui/shell"},
	"comparison": {"internal/ui/shell"},
	"timeline":   {"internal/ui/shell"},
	"patterns":   {"internal/ui/shell"},
	"doctor":     {"internal/ui/shell"},
	"settings":   {"internal/ui", "internal/ui/shell", "internal/ui/session", "internal/ui/window"},
	"help":       {"internal/ui"},
	"importing":  {"internal/ui", "internal/ui/settings"},
}

// shared are the folders of what screens share. They know no screen, which mayUse sees to.
var shared = []string{
	"choose", "crash", "crawl", "empty", "eventloop", "field", "flow", "look", "menu", "picture", "reading", "saving", "screen",
	"scrolling", "shelf", "slot", "speech", "uitest", "unlock", "urgent",
}

// hasPlace tells whether a package of the window, or of a program with one, is in one of the lists.
func hasPlace(pkg string) bool {
	name, inside := strings.CutPrefix(pkg, uiPrefix+"/")
	if _, ok := above[pkg]; ok || !inside || slices.Contains(shared, name) {
		return true
	}
	folder, _, _ := strings.Cut(name, "/")
	_, ok := screens[folder]
	return ok
}

// mayUse tells whether a package of the window may use another of them.
func mayUse(pkg, own string) bool {
	if users, ok := above[own]; ok {
		return slices.Contains(users, pkg)
	}
	for name, users := range screens {
		folder := uiPrefix + "/" + name
		if own == folder || strings.HasPrefix(own, folder+"/") {
			return pkg == folder || strings.HasPrefix(pkg, folder+"/") || slices.Contains(users, pkg)
		}
	}
	return true
}

// outside says who alone may import a library.
var outside = map[string]func(pkg string) bool{
	"fyne.io/":                      isUI,
	"modernc.org/sqlite":            readsDatabases,
	"database/sql":                  readsDatabases,
	"github.com/xuri/excelize":      func(pkg string) bool { return pkg == "internal/exchange" || pkg == "internal/exchange/source" },
	"github.com/wcharczuk/go-chart": func(pkg string) bool { return pkg == "internal/chart" },
	"codeberg.org/go-pdf/fpdf":      func(pkg string) bool { return pkg == "internal/report" || pkg == "internal/chart/draw" },
	"filippo.io/age":                func(pkg string) bool { return pkg == "internal/envelope" },
	"gonum.org/v1/gonum/stat":       func(pkg string) bool { return pkg == "internal/compare/calibrate" },                     // brings linear algebra along
	"regexp":                        func(pkg string) bool { return pkg == "internal/pattern" || pkg == "internal/ui/crawl" }, // compiled when used
	"net":                           func(string) bool { return false },
	"net/http":                      func(string) bool { return false },
}

// readsDatabases: the store keeps diaries, pages saves them, and imports open the databases of other programs.
func readsDatabases(pkg string) bool {
	return pkg == "internal/store" || pkg == "internal/pages" || pkg == "internal/exchange/source" || pkg == "internal/exchange/known"
}

func isUI(pkg string) bool { return pkg == window || strings.HasPrefix(pkg, uiPrefix) }

func TestImportsRunOneWay(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(rel))
		if !strings.HasPrefix(pkg, "internal/") && !strings.HasPrefix(pkg, "cmd/") && pkg != "resources" {
			return nil
		}
		files++
		return checkFile(t, pkg, path, filepath.ToSlash(rel))
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 {
		t.Errorf("only %d files were looked at", files)
	}
}

// TestTheMapShowsEveryPackage keeps that ARCHITECTURE.md says of each package what it promises, and names none that is gone.
func TestTheMapShowsEveryPackage(t *testing.T) {
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		folder := ""
		for i, name := range strings.Split(strings.Split(line, "|")[1], "`") {
			if i%2 == 0 {
				continue
			}
			if !strings.Contains(name, "/") { // beside the one before it
				name = folder + name
			}
			folder = name[:strings.LastIndex(name, "/")+1]
			shown["internal/"+name] = true
		}
		if strings.Contains(line, "`resources`") { // the last line of the table
			break
		}
	}
	delete(shown, "internal/resources")
	packages := map[string]bool{}
	err = filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			packages["internal/"+filepath.ToSlash(filepath.Dir(path))] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range packages {
		if !shown[pkg] {
			t.Errorf("ARCHITECTURE.md does not say what %s promises", pkg)
		}
	}
	for pkg := range shown {
		if !packages[pkg] {
			t.Errorf("ARCHITECTURE.md speaks of %s, which is no package", pkg)
		}
	}
}

func checkFile(t *testing.T, pkg, path, rel string) error {
	if _, listed := allowed[pkg]; !listed && !(isUI(pkg) && hasPlace(pkg)) {
		t.Errorf("%s: package %s has no place in the order of imports; give it one in internal/imports_test.go", rel, pkg)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		if own, ok := strings.CutPrefix(imported, "stillnight/"); ok {
			checkOwn(t, pkg, own, rel)
			continue
		}
		for library, may := range outside {
			matches := imported == library || strings.HasPrefix(imported, library) && strings.ContainsAny(library, "/.")
			if matches && !may(pkg) {
				t.Errorf("%s imports %s, which is not for package %s", rel, imported, pkg)
			}
		}
	}
	return nil
}

func checkOwn(t *testing.T, pkg, own, rel string) {
	if isUI(pkg) {
		if strings.HasPrefix(own, "cmd/") || !mayUse(pkg, own) {
			t.Errorf("%s imports %s, against the direction of the arrows", rel, own)
		}
		return
	}
	for _, p := range allowed[pkg] {
		if own == p {
			return
		}
	}
	t.Errorf("%s imports %s, against the direction of the arrows", rel, own)
}
