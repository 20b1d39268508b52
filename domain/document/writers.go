package document

import "slices"

// Touch notes that somebody has changed a row, and gives who has by now, the last one last.
func Touch(writers []string, subject string) []string {
	kept := slices.DeleteFunc(slices.Clone(writers), func(w string) bool { return w == subject })
	return append(kept, subject)
}

// LastOf gives who changed a row last; empty when nobody has in this edition.
func LastOf(writers []string) string {
	if len(writers) == 0 {
		return ""
	}
	return writers[len(writers)-1]
}
