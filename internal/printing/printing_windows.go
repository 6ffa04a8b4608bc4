package printing

import (
	"context"
	"fmt"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/windows"
)

// Printers names one entry: the shell's print verb goes to the system's default printer, in the program
// that shows PDFs, which asks for the rest itself.
func Printers(context.Context) ([]Printer, error) {
	return []Printer{{Name: "Windows", Default: true}}, nil
}

// Print hands the file to the program that prints PDFs. Copies and sides are set there.
func Print(ctx context.Context, path string, job Job) error {
	if err := shell(ctx, "print", path); err != nil {
		return &QueueError{Reason: Refused, Printer: job.Printer, Detail: err.Error()}
	}
	return nil
}

func shell(ctx context.Context, verb, path string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("asking Windows to %s %s: %w", verb, path, err)
	}
	verbText, err := syscall.UTF16PtrFromString(verb)
	if err != nil {
		return fmt.Errorf("asking Windows to %s %s: %w", verb, path, err)
	}
	file, err := syscall.UTF16PtrFromString(full)
	if err != nil {
		return fmt.Errorf("asking Windows to %s %s: %w", verb, path, err)
	}
	if err := windows.ShellExecute(0, verbText, file, nil, nil, windows.SW_SHOWNORMAL); err != nil {
		return fmt.Errorf("asking Windows to %s %s: %w", verb, path, err)
	}
	return nil
}
