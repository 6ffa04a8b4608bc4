package settings

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/windows/registry"
)

const (
	runKey   = `Software\Microsoft\Windows\CurrentVersion\Run`
	runValue = "Stillnight"
)

// AutostartOn tells whether the program starts when the user logs in.
func AutostartOn() bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	_, _, err = key.GetStringValue(runValue)
	return errors.Join(err, key.Close()) == nil
}

// SetAutostart makes the program start when the user logs in, in the background, or no longer.
func SetAutostart(on bool) error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return fmt.Errorf("setting the start at login: %w", err)
	}
	if on {
		var program string
		if program, err = os.Executable(); err == nil {
			err = key.SetStringValue(runValue, `"`+program+`" --background`)
		}
	} else if err = key.DeleteValue(runValue); errors.Is(err, registry.ErrNotExist) {
		err = nil
	}
	if err := errors.Join(err, key.Close()); err != nil {
		return fmt.Errorf("setting the start at login: %w", err)
	}
	return nil
}
