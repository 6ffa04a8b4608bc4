//go:build windows || darwin

package picture

import (
	"errors"
	"os"
)

// fromFile keeps a PNG in a file of the user's alone while use reads it.
func fromFile(png []byte, use func(path string) error) (err error) {
	f, err := os.CreateTemp("", "stillnight-*.png")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(f.Name())) }()
	_, err = f.Write(png)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return use(f.Name())
}
