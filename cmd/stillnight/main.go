// Command stillnight opens the diary in a window.
//
//	stillnight [--diary FILE | --demo] [--lang TAG] [FILE]
//
// Without a file it opens the diary in the usual place and offers to start one where there is none.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"stillnight/internal/filechooser"
	"stillnight/internal/i18n"
	"stillnight/internal/secret"
	"stillnight/internal/ui"
)

// version is set when a release is built.
var version = "dev"

// Exit codes, as for the command-line program.
const (
	exitFailed = 1
	exitUsage  = 2
)

// errUsage says that the command line makes no sense; the user was told why.
var errUsage = errors.New("wrong usage")

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, fault io.Writer) (code int) {
	secret.KeepNoCore()
	quickStart()
	l, err := i18n.New(systemLanguage())
	if err != nil {
		return say(fault, err.Error())
	}
	start, showVersion, err := parse(args, l, fault)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return exitUsage
	case showVersion:
		if _, err := fmt.Fprintln(out, "Stillnight", version); err != nil {
			return exitFailed
		}
		return 0
	}
	log.SetFlags(0)
	if start.Lang != "" {
		if l, err = i18n.New(start.Lang); err != nil {
			return say(fault, err.Error())
		}
	}
	log.SetOutput(newToolkitLog(l, fault))
	defer func() {
		if crash := recover(); crash != nil {
			path, err := start.Crashes.Report(crash)
			if err != nil {
				code = say(fault, err.Error())
				return
			}
			code = say(fault, l.T("shell.start.crashed", "path", path))
		}
	}()
	if err := errors.Join(keepToBus(), preferX11(), ui.Run(start)); err != nil {
		return say(fault, err.Error())
	}
	return 0
}

// say writes a sentence for the person who started the program and returns the code for failure.
func say(w io.Writer, text string) int {
	// Nothing can be done where even this cannot be written.
	_, _ = fmt.Fprintln(w, text)
	tell(text)
	return exitFailed
}

// systemLanguage is the language that the environment asks for. Windows and macOS do not tell it there;
// the window asks them in their own way.
func systemLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if tag := os.Getenv(name); tag != "" {
			return tag
		}
	}
	return ""
}

func parse(args []string, l *i18n.Localizer, fault io.Writer) (start ui.Start, showVersion bool, err error) {
	start = ui.Start{Version: version, Crashes: ui.NewCrashFolder(version), Now: time.Now, Chooser: filechooser.Find()}
	flags := flag.NewFlagSet("stillnight", flag.ContinueOnError)
	flags.SetOutput(fault)
	flags.StringVar(&start.Path, "diary", "", l.T("shell.flag.diary"))
	flags.BoolVar(&start.Sample, "demo", false, l.T("shell.flag.demo"))
	flags.StringVar(&start.Lang, "lang", "", l.T("shell.flag.lang"))
	flags.BoolVar(&start.HappeningNow, "now", false, l.T("shell.flag.now"))
	flags.BoolVar(&start.Background, "background", false, l.T("shell.flag.background"))
	flags.BoolVar(&showVersion, "version", false, l.T("shell.flag.version"))
	flags.Usage = func() {
		_, _ = fmt.Fprintln(fault, l.T("shell.flag.usage"))
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return start, false, err
	}
	switch rest := flags.Args(); {
	case len(rest) > 1, len(rest) == 1 && start.Path != "", start.Sample && (start.Path != "" || len(rest) > 0):
		say(fault, l.T("shell.flag.one_diary"))
		return start, false, errUsage
	case len(rest) == 1:
		start.Path = rest[0]
	}
	return start, showVersion, nil
}
