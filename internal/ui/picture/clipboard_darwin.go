package picture

import (
	"context"
	"os/exec"
)

// putOnClipboard has the system's scripting language read the PNG from a file.
func putOnClipboard(ctx context.Context, png []byte) error {
	return fromFile(png, func(path string) error {
		script := `on run argv
set the clipboard to (read (POSIX file (item 1 of argv)) as «class PNGf»)
end run`
		return exec.CommandContext(ctx, "osascript", "-e", script, path).Run()
	})
}
