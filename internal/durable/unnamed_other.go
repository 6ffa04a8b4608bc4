//go:build !linux

package durable

import (
	"errors"
	"os"
)

// unnamed: other systems know no files without a name that can be given one later.
func unnamed(string) (*os.File, error) { return nil, errors.ErrUnsupported }

func name(*os.File, string) error { return errors.ErrUnsupported }
