package audit

import (
	"strconv"
	"strings"
)

const prefix = "aud_"

// FormatID gives the id of an entry as the API shows it.
func FormatID(id int64) string { return prefix + strconv.FormatInt(id, 10) }

// ParseID reads the id of an entry as FormatID writes it; ok is false for anything else.
func ParseID(text string) (id int64, ok bool) {
	digits, ok := strings.CutPrefix(text, prefix)
	if !ok {
		return 0, false
	}
	id, err := strconv.ParseInt(digits, 10, 64)
	return id, err == nil && id >= 0 && FormatID(id) == text
}
