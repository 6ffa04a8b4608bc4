//go:build ignore

// A diary of many years for scripts that measure: long-diary FILE YEARS REMEDIES EXPOSURES. Of the form of a night
// only the note is unfolded.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"

	"stillnight/internal/demo"
	"stillnight/internal/store"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) (err error) {
	if len(args) != 4 {
		return errors.New("long-diary FILE YEARS REMEDIES EXPOSURES")
	}
	var numbers [3]int
	for i := range numbers {
		if numbers[i], err = strconv.Atoi(args[i+1]); err != nil {
			return err
		}
	}
	ctx := context.Background()
	s, err := store.Open(ctx, args[0], store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err := s.Import(ctx, demo.Long(1, numbers[0], numbers[1], numbers[2]), store.ReplaceAll); err != nil {
		return err
	}
	for _, group := range []string{"sleep", "sensation", "episodes", "triggers", "remedies", "next_day", "note", "unusual"} {
		open := "no"
		if group == "note" {
			open = "yes"
		}
		if err := s.SetSetting(ctx, "night.open."+group, open); err != nil {
			return err
		}
	}
	return nil
}
