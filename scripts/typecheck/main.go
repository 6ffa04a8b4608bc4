// Command typecheck says what would not compile of packages and their tests on the system that GOOS names: it reads all
// of our code there, and of everything else what it promises, which takes a fifth of the time that compiling takes.
// Without cgo no compiler for the other system is needed.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// listed is a package as "go list" tells it.
type listed struct {
	ImportPath, Dir string
	GoFiles         []string
	ImportMap       map[string]string
	Module          *struct {
		Main      bool
		GoVersion string
	}
	Error *struct{ Err string }
}

func run(patterns []string) error {
	list := exec.Command("go", append([]string{"list", "-deps", "-test", "-json=ImportPath,Dir,GoFiles,ImportMap,Module,Error", "--"}, patterns...)...)
	list.Stderr = os.Stderr
	out, err := list.StdoutPipe()
	if err != nil {
		return err
	}
	if err := list.Start(); err != nil {
		return err
	}
	c := &checker{files: token.NewFileSet(), known: map[string]*types.Package{"unsafe": types.Unsafe}}
	// Each package comes after those that it imports.
	for in := json.NewDecoder(out); ; {
		var p listed
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return fmt.Errorf("reading what go list says: %w", err)
		}
		c.check(p)
	}
	if err := list.Wait(); err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	if c.ours == 0 {
		return errors.New("none of these packages is ours")
	}
	return errors.Join(c.faults...)
}

// checker checks packages one after the other.
type checker struct {
	files  *token.FileSet
	known  map[string]*types.Package
	ours   int
	faults []error
}

func (c *checker) check(p listed) {
	if p.ImportPath == "unsafe" || strings.HasSuffix(p.ImportPath, ".test") {
		return // the main function that go test makes
	}
	ours := p.Module != nil && p.Module.Main
	if ours {
		c.ours++
	}
	fault := func(err error) {
		if ours {
			c.faults = append(c.faults, err)
		}
	}
	if p.Error != nil {
		fault(errors.New(p.Error.Err))
	}
	var files []*ast.File
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(c.files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			fault(err)
			continue
		}
		files = append(files, file)
	}
	config := types.Config{
		Importer: importer{c, p.ImportMap}, IgnoreFuncBodies: !ours, Error: fault, Sizes: types.SizesFor("gc", build.Default.GOARCH),
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		config.GoVersion = "go" + p.Module.GoVersion
	}
	path, _, _ := strings.Cut(p.ImportPath, " ")
	c.known[p.ImportPath], _ = config.Check(path, c.files, files, nil) // its errors went to fault
}

// importer finds what a package imports among those that were checked before.
type importer struct {
	*checker
	renamed map[string]string
}

// Import returns a package by the path in the code.
func (i importer) Import(path string) (*types.Package, error) {
	if other, is := i.renamed[path]; is {
		path = other
	}
	if p := i.known[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("%s was not listed", path)
}
