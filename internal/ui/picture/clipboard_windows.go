package picture

import (
	"context"
	"os"
	"os/exec"
	"syscall"
)

// pathVariable hands the file's path over without quoting.
const pathVariable = "STILLNIGHT_PICTURE"

// putOnClipboard has PowerShell, which every Windows has, read the PNG from a file.
func putOnClipboard(ctx context.Context, png []byte) error {
	return fromFile(png, func(path string) error {
		script := "Add-Type -AssemblyName System.Windows.Forms,System.Drawing;" +
			"$i=[System.Drawing.Image]::FromFile($env:" + pathVariable + ");" +
			"[System.Windows.Forms.Clipboard]::SetImage($i);$i.Dispose()"
		c := exec.CommandContext(ctx, "powershell", "-NoProfile", "-NonInteractive", "-STA", "-Command", script)
		c.Env = append(os.Environ(), pathVariable+"="+path)
		c.SysProcAttr = &syscall.SysProcAttr{HideWindow: true}
		return c.Run()
	})
}
