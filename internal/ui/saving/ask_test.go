package saving_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
	"stillnight/internal/ui/uitest"
)

func TestAFileThatIsThereIsOnlyReplacedAfterAsking(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, 200))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1024, 700))
	env := uitest.NewEnv(t, app, w, diary.Diary{})
	folder := t.TempDir()
	app.Preferences().SetString("last_folder/reports", folder)
	there := filepath.Join(folder, "pages.pdf")
	if err := os.WriteFile(there, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	kept := ""
	saving.Ask(env, saving.File{Title: "Save", Name: "pages.pdf", Purpose: choose.Reports}, func(path string) { kept = path })
	for _, fault := range uitest.Faults(w.Canvas().Overlays().Top(), w.Canvas().Size()) {
		t.Error(fault)
	}
	test.Tap(uitest.Button(t, w, "Save"))
	if kept != "" {
		t.Fatal("it was replaced without a question")
	}
	test.Tap(uitest.Button(t, w, "Replace"))
	if kept != there {
		t.Errorf("kept at %q, want %q", kept, there)
	}
}
