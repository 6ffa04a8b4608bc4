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

	"stillnight/internal/i18n"
	"stillnight/internal/ui"
)

// version is set when a release is built.
var version = "dev"

// Exit codes, as for the command-line program.
const (
	exitFailed = 1
	exitUsage  = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, fault io.Writer) (code int) {
	start, showVersion, err := parse(args, fault)
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
	log.SetOutput(newToolkitLog(func() { giveUpWindow(start.Lang, fault) }))
	defer func() {
		if crash := recover(); crash != nil {
			path, err := start.Crashes.Report(crash)
			l, langErr := i18n.New(start.Lang)
			if err == nil && langErr == nil {
				code = say(fault, l.T("shell.start.crashed", "path", path))
				return
			}
			code = say(fault, errors.Join(err, langErr).Error())
		}
	}()
	if err := errors.Join(preferX11(), ui.Run(start)); err != nil {
		return say(fault, err.Error())
	}
	return 0
}

// say writes a sentence for the person who started the program and returns the code for failure.
func say(w io.Writer, text string) int {
	// Nothing can be done where even this cannot be written.
	_, _ = fmt.Fprintln(w, text)
	return exitFailed
}

func parse(args []string, fault io.Writer) (start ui.Start, showVersion bool, err error) {
	start = ui.Start{Version: version, Crashes: ui.NewCrashFolder(version), Now: time.Now}
	flags := flag.NewFlagSet("stillnight", flag.ContinueOnError)
	flags.SetOutput(fault)
	flags.StringVar(&start.Path, "diary", "", "open the diary in `FILE`, wherever it is")
	flags.BoolVar(&start.Sample, "demo", false, "look round in a sample diary")
	flags.StringVar(&start.Lang, "lang", "", "speak the language `TAG`, such as de or fr-CA")
	flags.BoolVar(&start.Background, "background", false, "start in the system tray, if Stillnight is there")
	flags.BoolVar(&showVersion, "version", false, "print the version")
	if err := flags.Parse(args); err != nil {
		return start, false, err
	}
	switch rest := flags.Args(); {
	case len(rest) > 1, len(rest) == 1 && start.Path != "", start.Sample && (start.Path != "" || len(rest) > 0):
		err := errors.New("name one diary at most, and none with --demo")
		say(fault, "stillnight: "+err.Error())
		return start, false, err
	case len(rest) == 1:
		start.Path = rest[0]
	}
	return start, showVersion, nil
}
