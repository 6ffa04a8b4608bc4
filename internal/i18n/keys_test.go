package i18n_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stillnight/internal/i18n"
)

// keyLike matches "area.rest": a whole key, or with a final dot the beginning of keys made at run time.
var keyLike = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.?$`)

const translations = "../../resources/translations"

// texts reads every key of a language with its text forms.
func texts(t *testing.T, lang string) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	files, err := filepath.Glob(filepath.Join(translations, lang, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no translations for %s: %v", lang, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var raw map[string]any
		if err := json.Unmarshal(data, &raw); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for key, value := range raw {
			if _, twice := all[key]; twice {
				t.Errorf("%s: %q is there twice", lang, key)
			}
			forms := map[string]string{}
			switch v := value.(type) {
			case string:
				forms["other"] = v
			case map[string]any:
				for form, text := range v {
					s, _ := text.(string)
					forms[form] = s
				}
			}
			all[key] = forms
		}
	}
	return all
}

// literals gathers every string in the program that looks like a key of one of the areas.
func literals(t *testing.T, areas map[string]bool) (whole, prefixes map[string]string) {
	t.Helper()
	whole, prefixes = map[string]string{}, map[string]string{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			if err != nil || !keyLike.MatchString(s) || !strings.Contains(s, ".") {
				return true
			}
			area, _, _ := strings.Cut(s, ".")
			if !areas[area] {
				return true
			}
			if strings.HasSuffix(s, ".") {
				prefixes[s] = path
			} else {
				whole[s] = path
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return whole, prefixes
}

func areasOf(keys map[string]map[string]string) map[string]bool {
	areas := map[string]bool{}
	for key := range keys {
		area, _, _ := strings.Cut(key, ".")
		areas[area] = true
	}
	return areas
}

// notKeys look like keys of an area and are file names or the like.
var notKeys = regexp.MustCompile(`\.(json|pdf|csv|png|svg|sql|md|stillnight|txt|log|desktop|lock|db|exe|zip)$`)

func TestEveryKeyInTheCodeHasAText(t *testing.T) {
	keys := texts(t, i18n.Fallback)
	whole, _ := literals(t, areasOf(keys))
	for key, path := range whole {
		if _, ok := keys[key]; !ok && !notKeys.MatchString(key) && !startsSomeKey(keys, key+".") {
			t.Errorf("%s uses %q, which has no text", path, key)
		}
	}
}

func startsSomeKey(keys map[string]map[string]string, prefix string) bool {
	for key := range keys {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

func TestEveryTextIsUsed(t *testing.T) {
	keys := texts(t, i18n.Fallback)
	whole, prefixes := literals(t, areasOf(keys))
	for key := range keys {
		if _, used := whole[key]; used || usedByPart(key, whole, prefixes) {
			continue
		}
		t.Errorf("nothing uses the text %q", key)
	}
}

// usedByPart tells whether a key is made at run time: a literal prefix before it ("kind." + k), or a
// literal stem that something is put behind ("outcome.severity" + ".unit").
func usedByPart(key string, whole, prefixes map[string]string) bool {
	for i := range len(key) {
		if key[i] != '.' {
			continue
		}
		if _, ok := prefixes[key[:i+1]]; ok {
			return true
		}
		if _, ok := whole[key[:i]]; ok {
			return true
		}
	}
	return false
}

var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

func placeholders(forms map[string]string) []string {
	var names []string
	for _, text := range forms {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			names = append(names, m[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestEveryLanguageIsComplete(t *testing.T) {
	english := texts(t, i18n.Fallback)
	for _, lang := range i18n.Languages {
		if lang == i18n.Fallback {
			continue
		}
		own := texts(t, lang)
		for key, forms := range english {
			theirs, ok := own[key]
			if !ok {
				t.Errorf("%s lacks %q", lang, key)
				continue
			}
			if _, plural := forms["one"]; plural && theirs["one"] == "" {
				t.Errorf("%s: %q lacks the form for one", lang, key)
			}
			if got, want := placeholders(theirs), placeholders(forms); !slices.Equal(got, want) {
				t.Errorf("%s: %q has placeholders %v, English has %v", lang, key, got, want)
			}
		}
		for key := range own {
			if _, ok := english[key]; !ok {
				t.Errorf("%s has %q, which English lacks", lang, key)
			}
		}
	}
}

func TestTextsKeepTheHousesTone(t *testing.T) {
	for _, lang := range i18n.Languages {
		for key, forms := range texts(t, lang) {
			for _, text := range forms {
				if strings.ContainsAny(text, "!¡") {
					t.Errorf("%s: %q shouts: %s", lang, key, text)
				}
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s: %q is empty", lang, key)
				}
				if strings.Contains(text, `\`) {
					t.Errorf("%s: %q shows a backslash: %s", lang, key, text)
				}
				if strings.Count(text, "{{") != strings.Count(text, "}}") {
					t.Errorf("%s: %q has braces that are not closed: %s", lang, key, text)
				}
			}
		}
	}
}
