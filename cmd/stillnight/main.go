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
	"sync"

	"stillnight/internal/filechooser"
	"stillnight/internal/i18n"
	"stillnight/internal/notification"
	"stillnight/internal/secret"
	"stillnight/internal/store"
	"stillnight/internal/ui"
	"stillnight/internal/ui/crash"
)

// version is set when a release is built.
var version = "dev"

// Exit codes, as for the command-line program.
const (
	exitFailed = 1
	exitUsage  = 2
)

// flagWords say what each flag is for.
var flagWords = map[string]string{
	"diary": "shell.flag.diary", "demo": "shell.flag.demo", "lang": "shell.flag.lang", "now": "shell.flag.now",
	"background": "shell.flag.background", "version": "shell.flag.version",
}

// errUsage says that the command line makes no sense; the user was told why.
var errUsage = errors.New("wrong usage")

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, fault io.Writer) (code int) {
	mark, end := trace(fault)
	defer end()
	mark("program")
	secret.KeepNoCore()
	quickStart()
	tag := systemLanguage()
	// Reading translations takes a tenth of a start; the window reads its own.
	l := sync.OnceValue(func() *i18n.Localizer { return localizer(tag, fault) })
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
	tellSight()
	start.Mark, start.Tidy = tellFocus(mark), tidy
	log.SetFlags(0)
	if start.Lang != "" {
		tag = start.Lang
	}
	log.SetOutput(newToolkitLog(l, fault))
	defer func() {
		if crash := recover(); crash != nil {
			path, err := start.Crashes.Report(crash)
			if err != nil {
				code = say(fault, err.Error())
				return
			}
			code = say(fault, l().T("shell.start.crashed", "path", path))
		}
	}()
	if err := errors.Join(keepToBus(), preferX11(), keepCompose(os.Getuid()), ui.Run(start)); err != nil {
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

// localizer speaks a language. Where not even English can be read, the program is not whole and ends.
func localizer(tag string, fault io.Writer) *i18n.Localizer {
	l, err := i18n.New(tag)
	if err != nil {
		os.Exit(say(fault, err.Error()))
	}
	return l
}

func parse(args []string, l func() *i18n.Localizer, fault io.Writer) (start ui.Start, showVersion bool, err error) {
	start = ui.Start{Version: version, Crashes: crash.NewFolder(version), Now: clock(), Chooser: filechooser.Find(), Ask: notification.Ask, Places: store.UsualPlaces()}
	flags := flag.NewFlagSet("stillnight", flag.ContinueOnError)
	flags.SetOutput(fault)
	flags.StringVar(&start.Path, "diary", "", "")
	flags.BoolVar(&start.Sample, "demo", false, "")
	flags.StringVar(&start.Lang, "lang", "", "")
	flags.BoolVar(&start.HappeningNow, "now", false, "")
	flags.BoolVar(&start.Background, "background", false, "")
	flags.BoolVar(&showVersion, "version", false, "")
	flags.Usage = func() {
		words := l()
		for name, key := range flagWords {
			flags.Lookup(name).Usage = words.T(key)
		}
		_, _ = fmt.Fprintln(fault, words.T("shell.flag.usage"))
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return start, false, err
	}
	switch rest := flags.Args(); {
	case len(rest) > 1, len(rest) == 1 && start.Path != "", start.Sample && (start.Path != "" || len(rest) > 0):
		say(fault, l().T("shell.flag.one_diary"))
		return start, false, errUsage
	case len(rest) == 1:
		start.Path = rest[0]
	}
	return start, showVersion, nil
}
