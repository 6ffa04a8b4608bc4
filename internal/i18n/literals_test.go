package i18n_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// speaking are the packages whose strings could reach a person.
var speaking = []string{
	"internal/ui", "internal/report", "internal/chart", "internal/wording", "internal/printing",
	"internal/exchange", "internal/demo", "internal/catalogue", "cmd",
}

// sentence matches two words in a row, which no key, file name or format has.
var sentence = regexp.MustCompile(`\pL{2,} \pL{2,}`)

// word matches anything with letters.
var word = regexp.MustCompile(`\pL{2,}`)

// unseen are calls whose text is for developers: errors that are put into words elsewhere, and commands.
var unseen = regexp.MustCompile(`^(fmt\.Errorf|errors\.New|panic|exec\.Command|exec\.CommandContext|pattern\.New|time\.Parse|strings\.(Contains|HasPrefix|HasSuffix|TrimPrefix|TrimSuffix|CutPrefix))$`)

// showing are calls that put their text before a person's eyes.
var showing = regexp.MustCompile(`^(widget|look|canvas|dialog|container|fyne)\.(New)?(Label|LabelWithStyle|Button|ButtonWithIcon|IconButton|Check|Text|Quiet|Heading|Title|TabItem|MenuItem|Menu|Information|Custom|CustomConfirm|CustomWithoutButtons|Select|RadioGroup|Card|Notification)$|\.(SetText|SetPlaceHolder|SetTitle|SetTitleText)$`)

// same are names and notations that are the same in every language, and what is said when not even the
// translations can be read.
var same = map[string]bool{
	"Stillnight": true, "mg": true, "Sleep as Android": true, "Plees Tracker": true, "--lang LANG": true,
	"stillnight-cli: the program itself is damaged:": true,
}

// foreign are files whose strings are for another program or come from one: commands, mark-up, the words of
// the toolkit and the print queue, the heads of other programs' tables; and the titles of publications.
var foreign = regexp.MustCompile(`ui/(picture/clipboard_\w+|settings/autostart_\w+|settings/sheet|speech/speech|toolkit)\.go$|chart/draw/svg\.go$|exchange/(known|cell|source)/\w+\.go$|exchange/(vocabulary|interpret|classify)\.go$|printing/(cups|watch)\.go$|report/method\.go$`)

// TestNoTextIsInTheCode finds text for people that bypasses the translation files.
func TestNoTextIsInTheCode(t *testing.T) {
	files := 0
	for _, folder := range speaking {
		err := filepath.WalkDir(filepath.Join("../..", folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "uitest") || strings.Contains(path, "ui/crawl") || strings.Contains(path, "golden") ||
				foreign.MatchString(filepath.ToSlash(path)) {
				return err
			}
			files++
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				return err
			}
			for _, fault := range textIn(set, file) {
				t.Error(fault)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 {
		t.Errorf("only %d files were looked at", files)
	}
}

func TestTextInTheCodeIsFound(t *testing.T) {
	const code = `package p
	import "fmt"
	type s struct { A int ` + "`json:\"two words\"`" + ` }
	func f() {
		widget.NewLabel("Hello")
		entry.SetPlaceHolder("name")
		say("two words")
		widget.NewLabel(l.T("night.severity"))
		_ = fmt.Errorf("reading the file: %w", err)
		_ = "night.severity"
	}`
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "p.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	if faults := textIn(set, file); len(faults) != 3 {
		t.Errorf("found %q", faults)
	}
}

// textIn lists the strings of a file that a person would read.
func textIn(set *token.FileSet, file *ast.File) []string {
	var faults []string
	skip := map[ast.Node]bool{}
	shown := map[ast.Node]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch v := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			if v.Tag != nil {
				skip[v.Tag] = true
			}
		case *ast.CallExpr:
			name := callName(v.Fun)
			for _, arg := range v.Args {
				skip[arg] = skip[arg] || unseen.MatchString(name)
				shown[arg] = showing.MatchString(name)
			}
		case *ast.BasicLit:
			if v.Kind != token.STRING || skip[v] {
				return true
			}
			text, err := strconv.Unquote(v.Value)
			if err != nil || same[text] {
				return true
			}
			if sentence.MatchString(text) || shown[v] && word.MatchString(text) {
				faults = append(faults, set.Position(v.Pos()).String()+": "+v.Value)
			}
		}
		return true
	})
	return faults
}

func callName(e ast.Expr) string {
	switch v := e.(type) {
	case *ast.Ident:
		return v.Name
	case *ast.SelectorExpr:
		if x, ok := v.X.(*ast.Ident); ok {
			return x.Name + "." + v.Sel.Name
		}
		return "." + v.Sel.Name
	}
	return ""
}
