package web

import "regexp"

// Operations gives the documents that the dashboard sends, each exactly as it is sent.
func Operations() []string {
	source, err := files.ReadFile("dashboard/operations.js")
	if err != nil {
		panic("web: read embedded files: " + err.Error()) // they are part of the binary: cannot fail
	}
	var texts []string
	for _, exported := range regexp.MustCompile("(?s)export const [A-Z_]+ = `([^`]*)`;").FindAllSubmatch(source, -1) {
		texts = append(texts, string(exported[1]))
	}
	return texts
}
