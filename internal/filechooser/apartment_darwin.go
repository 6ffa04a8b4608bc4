package filechooser

// apartment does nothing: here the chooser is a program of its own.
func apartment() (leave func()) { return func() {} }
