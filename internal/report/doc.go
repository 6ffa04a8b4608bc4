// Package report makes the pages for the doctor, and empty pages to fill in by hand.
//
// [Build] writes them as a PDF and [Pages] returns the same pages for a preview: a page is laid out
// once, as a list of marks, and the marks are drawn on paper or on pixels by the same code. Every
// comparison on it comes from package compare and every verdict from package wording, so that paper and
// screen never disagree. The same diary and options give the same bytes.
package report
