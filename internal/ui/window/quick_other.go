//go:build !linux

package window

// OfferUsualFormats does something under X alone.
func OfferUsualFormats() (over func()) { return func() {} }

func (*Window) mapped() {}
