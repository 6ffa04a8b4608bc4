//go:build linux

package printing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ppd describes a printer that takes PDF as it is, so that what arrives can be compared with what was sent.
const ppd = `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "STILL.PPD"
*Manufacturer: "Stillnight"
*Product: "(Test)"
*ModelName: "Test"
*ShortNickName: "Test"
*NickName: "Test printer"
*PSVersion: "(3010.000) 0"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]/ImagingBBox null>>setpagedevice"
*PageSize Letter/Letter: "<</PageSize[612 792]/ImagingBBox null>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]/ImagingBBox null>>setpagedevice"
*PageRegion Letter/Letter: "<</PageSize[612 792]/ImagingBBox null>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*ImageableArea Letter/Letter: "0 0 612 792"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension Letter/Letter: "612 792"
*OpenUI *Duplex/Two-sided: PickOne
*DefaultDuplex: None
*Duplex None/Off: "<</Duplex false>>setpagedevice"
*Duplex DuplexNoTumble/Long edge: "<</Duplex true/Tumble false>>setpagedevice"
*CloseUI: *Duplex
`

// cups starts a CUPS of the test's own, without a printer, and returns its folder.
func cups(t *testing.T) (dir string) {
	t.Helper()
	needs(t, "the packages cups and poppler-utils", "cupsd", "lp", "lpstat", "lpadmin", "cupsaccept", "cupsreject", "cupsdisable", "pdfinfo", "pdftotext")
	if os.Geteuid() != 0 {
		t.Skip("a CUPS of the test's own can be started by root only")
	}
	// Its filters run as another user, who must be able to reach the folders.
	dir, err := os.MkdirTemp("", "cups")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	for _, d := range []string{"", "root", "root/ppd", "spool", "spool/tmp", "cache", "state", "state/certs", "log", "out"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(filepath.Join(dir, d), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	socket := filepath.Join(dir, "cups.sock")
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	conf := write("cupsd.conf", fmt.Sprintf("Listen %s\nLogLevel debug\nBrowsing Off\nDefaultAuthType None\nWebInterface No\n<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Location /admin>\nAuthType None\nOrder allow,deny\nAllow all\n</Location>\n<Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n", socket))
	files := write("cups-files.conf", fmt.Sprintf("ServerRoot %[1]s/root\nRequestRoot %[1]s/spool\nTempDir %[1]s/spool/tmp\nCacheDir %[1]s/cache\nStateDir %[1]s/state\nAccessLog %[1]s/log/access\nErrorLog %[1]s/log/error\nPageLog %[1]s/log/page\nFileDevice Yes\nSystemGroup root\nSandboxing Relaxed\n", dir))
	daemon := exec.Command("cupsd", "-f", "-c", conf, "-s", files)
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := daemon.Process.Kill(); err != nil {
			t.Error(err)
		}
		// Killed on purpose: how it ended says nothing.
		_ = daemon.Wait()
		if t.Failed() {
			if log, err := os.ReadFile(filepath.Join(dir, "log", "error")); err == nil {
				t.Logf("%s", log[max(0, len(log)-6000):])
			}
		}
	})
	t.Setenv("CUPS_SERVER", socket)
	eventually(t, "cupsd answers", func() bool { _, err := Printers(context.Background()); return err == nil })
	return dir
}

// needs skips the test where one of these programs is not installed.
func needs(t *testing.T, packages string, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed: this needs %s", name, packages)
		}
	}
}

// filePrinter adds a printer that writes into a file, and returns the file.
func filePrinter(t *testing.T, dir string) (printed string) {
	t.Helper()
	printed = filepath.Join(dir, "out", "printed.pdf")
	model := filepath.Join(dir, "test.ppd")
	if err := os.WriteFile(model, []byte(ppd), 0o644); err != nil {
		t.Fatal(err)
	}
	command(t, "lpadmin", "-p", "Test_Printer", "-E", "-v", "file://"+printed, "-P", model)
	command(t, "lpadmin", "-d", "Test_Printer")
	return printed
}

func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// eventually looks again and again, for up to half a minute.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); <-tick.C {
		if so() {
			return
		}
	}
	t.Fatalf("not within half a minute: %s", what)
}

// pages is what pdfinfo says about the number of a file's pages.
func pages(t *testing.T, file string) string {
	t.Helper()
	for _, line := range strings.Split(command(t, "pdfinfo", file), "\n") {
		if strings.HasPrefix(line, "Pages:") {
			return line
		}
	}
	return ""
}

// reason of an error of a queue; empty where it is none.
func reason(err error) Reason {
	var q *QueueError
	if !errors.As(err, &q) {
		return ""
	}
	return q.Reason
}

func TestPagesComeOutOfARealPrinter(t *testing.T) {
	printed := filePrinter(t, cups(t))
	ctx := context.Background()
	printers, err := Printers(ctx)
	if err != nil || len(printers) != 1 || printers[0] != (Printer{"Test_Printer", true}) {
		t.Fatalf("%v, %v", printers, err)
	}
	sent := filepath.Join("testdata", "three pages.pdf")
	if err := Print(ctx, sent, Job{Printer: "Test_Printer", Copies: 1, TwoSided: true, Title: "Night diary"}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the pages are printed", func() bool {
		return exec.Command("pdfinfo", printed).Run() == nil && command(t, "lpstat", "-o") == ""
	})
	if a, b := pages(t, sent), pages(t, printed); a != b || a == "" {
		t.Errorf("sent %q, printed %q", a, b)
	}
	if a, b := command(t, "pdftotext", sent, "-"), command(t, "pdftotext", printed, "-"); a != b {
		t.Errorf("sent %q, printed %q", a, b)
	}

	if err := Print(ctx, sent, Job{Printer: "Nowhere"}); reason(err) != UnknownPrinter {
		t.Errorf("a printer that is not there: %v", err)
	}
	command(t, "cupsdisable", "-r", "Out of paper", "Test_Printer")
	if err := Print(ctx, sent, Job{Printer: "Test_Printer"}); reason(err) != Paused || !strings.Contains(err.Error(), "Out of paper") {
		t.Errorf("a printer that stands still: %v", err)
	}
	command(t, "cupsreject", "-r", "Closed", "Test_Printer")
	if err := Print(ctx, sent, Job{Printer: "Test_Printer"}); reason(err) != Rejecting {
		t.Errorf("a printer that takes nothing: %v", err)
	}
}

func TestAPrinterThatFailsSaysWhy(t *testing.T) {
	dir := cups(t)
	filePrinter(t, dir)
	ctx := context.Background()
	sent := filepath.Join("testdata", "three pages.pdf")

	// Its filters are only run from folders that nobody else can write to.
	safe, err := os.MkdirTemp("", "filter")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(safe); err != nil {
			t.Error(err)
		}
	})
	filter := filepath.Join(safe, "filter")
	if err := errors.Join(os.Chmod(safe, 0o755), os.WriteFile(filter, []byte("#!/bin/sh\necho 'ERROR: no ink' >&2\nexit 1\n"), 0o755)); err != nil {
		t.Fatal(err)
	}
	model := filepath.Join(dir, "failing.ppd")
	failing := strings.Replace(ppd, "application/pdf 0 -", "application/pdf 0 "+filter, 1)
	if err := os.WriteFile(model, []byte(failing), 0o644); err != nil {
		t.Fatal(err)
	}
	command(t, "lpadmin", "-p", "Dry", "-E", "-v", "file://"+filepath.Join(dir, "out", "dry.pdf"), "-P", model)
	// CUPS passes on what the filter said, or says that it failed, whichever came last.
	if err := Print(ctx, sent, Job{Printer: "Dry"}); reason(err) != Refused || !strings.Contains(err.Error(), "no ink") && !strings.Contains(err.Error(), "failed") {
		t.Errorf("a printer that fails: %v", err)
	}
}

func TestASilentPrintingSystemIsSaidSo(t *testing.T) {
	if _, err := exec.LookPath("lpstat"); err != nil {
		t.Skip("lpstat is not installed: this needs the package cups")
	}
	t.Setenv("CUPS_SERVER", filepath.Join(t.TempDir(), "nobody.sock"))
	if _, err := Printers(context.Background()); reason(err) != NotRunning {
		t.Errorf("listing printers: %v", err)
	}
	for _, printer := range []string{"", "Office"} {
		if err := Print(context.Background(), filepath.Join("testdata", "three pages.pdf"), Job{Printer: printer}); reason(err) != NotRunning {
			t.Errorf("printing on %q: %v", printer, err)
		}
	}
}
