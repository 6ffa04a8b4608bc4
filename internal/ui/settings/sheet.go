package settings

import (
	"fmt"
	"html/template"
	"io"

	"stillnight/internal/diary"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/saving"
)

// sheetPage is a page to print and fill in by hand. The passphrase itself is never written into it: the
// file would then be a copy of the secret.
var sheetPage = template.Must(template.New("sheet").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>body{font:16pt/1.5 sans-serif;max-width:38em;margin:3em auto;color:#111}h1{font-size:26pt}
.line{border-bottom:2px solid #111;height:3em;margin:1em 0}.path{font-family:monospace;word-break:break-all}</style></head>
<body><h1>{{.Title}}</h1><p>{{.Intro}}</p><p>{{.FileLabel}}<br><span class="path">{{.Path}}</span></p>
<p>{{.DateLabel}}</p><p>{{.WriteLabel}}</p><div class="line"></div><div class="line"></div><p>{{.Keep}}</p></body></html>
`))

type sheetWords struct{ Lang, Title, Intro, FileLabel, Path, DateLabel, WriteLabel, Keep string }

func (p *passphrase) writeSheet(w io.Writer) error {
	l := p.env.L
	err := sheetPage.Execute(w, sheetWords{
		Lang: l.Lang(), Title: l.T("settings.sheet.title"), Intro: l.T("settings.sheet.intro"),
		FileLabel: l.T("settings.sheet.file"), Path: p.env.Store.Path(),
		DateLabel:  l.T("settings.sheet.date", "date", l.DateLong(diary.DateOf(p.env.Now()))),
		WriteLabel: l.T("settings.sheet.write"), Keep: l.T("settings.sheet.keep"),
	})
	if err != nil {
		return fmt.Errorf("writing the recovery sheet: %w", err)
	}
	return nil
}

// saveSheet asks where to keep the sheet and opens it, to be printed.
func (p *passphrase) saveSheet() {
	l := p.env.L
	saving.Ask(p.env, saving.File{Title: l.T("settings.pass.sheet"), Name: l.T("settings.sheet.file_name") + ".html", Purpose: choose.Sheets}, func(path string) {
		if err := saving.Write(p.env.Store, path, p.writeSheet); err != nil {
			p.env.Fail(err)
			return
		}
		p.env.Notice(l.T("settings.sheet.saved", "path", path))
		p.host.OpenFile(path)
	})
}
