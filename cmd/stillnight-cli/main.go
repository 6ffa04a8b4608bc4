// Command stillnight-cli is Stillnight without a window: it imports, exports, reports, compares, backs
// up, restores and checks a diary, and makes a sample one.
//
// It ends with 0 when all went well, 1 when something failed (told in one sentence on standard error),
// and 2 when it was called wrongly.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/i18n"
	"stillnight/internal/secret"
	"stillnight/internal/store"
)

// version is set by the build.
var version = "development"

// The program's exit codes.
const (
	exitGood   = 0
	exitFailed = 1
	exitUsage  = 2
)

// garbage is how much may lie about before it is cleared away, in percent of what is in use. A command ends soon, and
// a whole diary is held in it: memory counts for more than time.
const garbage = 50

func main() {
	secret.KeepNoCore()
	debug.SetGCPercent(garbage)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	// A second interrupt ends the program at once, also while it waits for input.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// program is what every command works with.
type program struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	l              *i18n.Localizer
	catalogue      *catalogue.Catalogue
	places         store.Places
}

// command is one word of the command line.
type command struct {
	name string
	run  func(p *program, args []string) error
}

var commands = []command{
	{"import", (*program).importFile},
	{"export", (*program).export},
	{"report", (*program).report},
	{"week", (*program).week},
	{"compare", (*program).compare},
	{"findings", (*program).findings},
	{"backup", (*program).backup},
	{"restore", (*program).restore},
	{"move", (*program).move},
	{"take-in", (*program).takeIn},
	{"check", (*program).check},
	{"demo", (*program).demo},
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	lang, args := takeLang(args)
	l, err := i18n.New(lang)
	if err != nil {
		return damaged(stderr, err)
	}
	c, err := catalogue.Load()
	if err != nil {
		return damaged(stderr, err)
	}
	p := &program{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, l: l, catalogue: c, places: store.UsualPlaces()}
	err = p.dispatch(args)
	var wrong *usageError
	switch {
	case err == nil || errors.Is(err, errHelp):
		return exitGood
	case errors.As(err, &wrong):
		return p.complain(exitUsage, wrong.words)
	default:
		return p.complain(exitFailed, p.explain(err))
	}
}

// damaged reports that the program's own files cannot be read; there is no language to say it in.
func damaged(stderr io.Writer, err error) int {
	if _, err := fmt.Fprintln(stderr, "stillnight-cli: the program itself is damaged:", err); err != nil {
		return exitFailed
	}
	return exitFailed
}

// complain writes one sentence. Where even that fails, the exit code must do.
func (p *program) complain(code int, words string) int {
	words = i18n.Visible(strings.Join(strings.Fields(words), " "))
	if _, err := fmt.Fprintln(p.stderr, "stillnight-cli: "+words); err != nil {
		return code
	}
	return code
}

func (p *program) dispatch(args []string) error {
	if len(args) == 0 {
		return p.usage("cli.usage.no_command")
	}
	switch args[0] {
	case "help", "--help", "-help", "-h":
		if len(args) > 1 {
			return p.dispatch([]string{args[1], "--help"})
		}
		return p.print(p.overview())
	case "--version", "-version", "version":
		return p.print("stillnight-cli " + version + "\n")
	}
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == args[0] })
	if i < 0 {
		return p.usage("cli.usage.command", "name", args[0])
	}
	return commands[i].run(p, args[1:])
}

func (p *program) overview() string {
	var b strings.Builder
	b.WriteString(p.l.T("cli.help.overview") + "\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "  %-9s %s\n", c.name, p.l.T("cli.about."+c.name))
	}
	b.WriteString("\n" + p.l.T("cli.help.more") + "\n")
	return b.String()
}

func (p *program) print(text string) error {
	_, err := io.WriteString(p.stdout, i18n.Visible(text))
	return err
}

// printf writes a line of figures or words that are translated already.
func (p *program) printf(format string, args ...any) error {
	return p.print(fmt.Sprintf(format, args...))
}
