//go:build !linux && !windows

package away

import (
	"context"
	"errors"
)

// Watch calls left each time the person goes away. This system is not asked yet.
func Watch(context.Context, string, func()) error { return errors.ErrUnsupported }
