package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"stillnight/internal/diary"
)

// errHelp says that help was asked for and given.
var errHelp = errors.New("help was asked for")

// usageError says how the program was called wrongly, in words.
type usageError struct{ words string }

// Error returns the words.
func (e *usageError) Error() string { return e.words }

func (p *program) usage(key string, args ...any) error {
	return &usageError{p.l.T(key, oneLineArgs(args)...)}
}

// takeLang finds --lang before anything else is said, and takes it out. Without it the system's
// language is used.
func takeLang(args []string) (lang string, rest []string) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if lang == "" {
			lang = os.Getenv(name)
		}
	}
	for i := 0; i < len(args); i++ {
		name, value, joined := strings.Cut(args[i], "=")
		switch {
		case args[i] == "--":
			return lang, append(rest, args[i:]...)
		case name != "--lang" && name != "-lang":
			rest = append(rest, args[i])
		case joined:
			lang = value
		case i+1 < len(args):
			i++
			lang = args[i]
		}
	}
	return lang, rest
}

// flags are a command's options. They may stand before and after its arguments.
type flags struct {
	*flag.FlagSet
	p    *program
	name string
	// fault is what a value of our own refused, in words; package flag would wrap it into its own.
	fault error
}

func (p *program) flags(name string) *flags {
	f := &flags{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError), p: p, name: name}
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	return f
}

// parse returns the arguments that are not options, which must be from least to most in number.
func (f *flags) parse(args []string, least, most int) ([]string, error) {
	var rest []string
	for {
		err := f.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			if err := f.help(); err != nil {
				return nil, err
			}
			return nil, errHelp
		}
		if err != nil {
			return nil, f.wrong(args)
		}
		if f.NArg() == 0 {
			break
		}
		// Everything behind "--" is an argument, whatever it looks like.
		if used := len(args) - f.NArg(); used > 0 && args[used-1] == "--" {
			rest = append(rest, f.Args()...)
			break
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
	switch {
	case len(rest) < least:
		return nil, f.p.usage("cli.usage.missing", "command", f.name)
	case len(rest) > most:
		return nil, f.p.usage("cli.usage.extra", "text", rest[most], "command", f.name)
	}
	return rest, nil
}

// wrong puts the flag package's error into words: an option that there is not, or a value that it does
// not take.
func (f *flags) wrong(args []string) error {
	for _, a := range args {
		name, _, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
		if strings.HasPrefix(a, "-") && a != "-" && a != "--" && f.Lookup(name) == nil {
			return f.p.usage("cli.usage.option", "name", a, "command", f.name)
		}
	}
	if f.fault != nil {
		return f.fault
	}
	return f.p.usage("cli.usage.value", "text", strings.Join(args, " "), "command", f.name)
}

// help prints what the command does, how it is called and its options.
func (f *flags) help() error {
	var b strings.Builder
	l := f.p.l
	b.WriteString(l.T("cli.about."+f.name) + "\n\n" + l.T("cli.help.usage", "line", l.T("cli.line."+f.name)) + "\n\n")
	f.VisitAll(func(o *flag.Flag) {
		value, text := flag.UnquoteUsage(o)
		fmt.Fprintf(&b, "  %-24s %s\n", strings.TrimRight("--"+o.Name+" "+value, " "), text)
	})
	fmt.Fprintf(&b, "  %-24s %s\n", "--lang LANG", l.T("cli.option.lang"))
	if more := "cli.more." + f.name; l.Has(more) {
		b.WriteString("\n" + l.T(more) + "\n")
	}
	return f.p.print(b.String())
}

// words, number and so on declare options; the text of each is in the translations, where `VALUE` in
// backquotes is the value's name.
func (f *flags) words(name, value, key string, args ...any) *string {
	return f.String(name, value, f.p.l.T(key, args...))
}

func (f *flags) yes(name, key string) *bool { return f.Bool(name, false, f.p.l.T(key)) }

// dateFlag is an ISO date on the command line.
type dateFlag struct {
	diary.Date
	f *flags
}

// Set reads the date.
func (d *dateFlag) Set(s string) error {
	date, err := diary.ParseDate(s)
	if err != nil {
		d.f.fault = d.f.p.usage("cli.usage.date", "text", s)
		return d.f.fault
	}
	d.Date = date
	return nil
}

func (f *flags) date(name, key string) *dateFlag {
	d := &dateFlag{f: f}
	f.Var(d, name, f.p.l.T(key))
	return d
}
