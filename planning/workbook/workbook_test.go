package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"waymark/domain/figurefile"
	"waymark/planning/workbook"
)

// rows gives a table as lines "number: cell|cell", and the rule that ended it, if one did.
func rows(t *testing.T, f workbook.Format, text string) []string {
	t.Helper()
	var told []string
	r, err := workbook.Open(f, strings.NewReader(text))
	for err == nil {
		var n int
		var cells []string
		if n, cells, err = r.Next(); err == nil {
			told = append(told, fmt.Sprintf("%d: %s", n, strings.Join(cells, "|")))
		}
	}
	var wrong figurefile.Problem
	switch {
	case errors.As(err, &wrong):
		told = append(told, fmt.Sprintf("%d: %s", wrong.Row, wrong.Rule))
	case !errors.Is(err, io.EOF):
		t.Errorf("%q ends with %v", text, err)
	}
	if r != nil {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	return told
}

func TestCSV(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "[]",
		"a,b\n1,2\n":                          "[1: a|b 2: 1|2]",
		"a,b\r\n1,2":                          "[1: a|b 2: 1|2]",
		"\ufeffa,b\n":                         "[1: a|b]",
		"# of a source\n# and another\na,b\n": "[3: a|b]",
		"\ufeff# a licence\r\na\r\n1\r\n":     "[2: a 3: 1]",
		"# nothing more":                      "[]",
		"a,b\n# 1,2\n":                        "[1: a|b 2: # 1|2]",
		"a,b\n\n , \n\"x\ny\",\"say \"\"z\"\"\"\nlast,1\n": "[1: a|b 4: x\ny|say \"z\" 6: last|1]",
		"a,b\n1\n1,2,3\n":                             "[1: a|b 2: 1 3: 1|2|3]",
		"#\na,b\n1,\"2\n3,4\n":                        "[2: a|b 3: QUOTING]",
		"a,b\n1,2\"3\n3,4\n":                          "[1: a|b 2: QUOTING]",
		"# " + strings.Repeat("x", 200_000) + "\na\n": "[2: a]",
	} {
		if got := fmt.Sprint(rows(t, workbook.CSV, text)); got != want {
			t.Errorf("%.40q: %s, want %s", text, got, want)
		}
	}
}

func TestJSONLines(t *testing.T) {
	header := rows(t, workbook.JSONLines, "")[0]
	blank := strings.Repeat("|", strings.Count(header, "|"))
	for text, want := range map[string]string{
		``:                                  "",
		`{"figures":{"licence":"x"}}`:       "",
		`{"area_type":"REGION"}` + "\n\n{}": "1: REGION" + blank + " 3: " + blank,
		`{"area_type":null,"area_code":12}`: "1: |12" + blank[1:],
		`{"area_type":true}`:                "1: true" + blank,
		`{"area_type":[1]}`:                 "1: FORM",
		`{"colour":"red"}`:                  "1: HEADER_UNKNOWN",
		`{"area_type"`:                      "1: QUOTING",
		`[1]`:                               "1: QUOTING",
		`null`:                              "1: QUOTING",
		`{} {}`:                             "1: QUOTING",
		"{}\n" + `{"note":"` + strings.Repeat("x", 1<<20) + `"}`: "1: " + blank + " 2: QUOTING",
	} {
		if got := strings.Join(rows(t, workbook.JSONLines, text)[1:], " "); got != want {
			t.Errorf("%.40q: %s, want %s", text, got, want)
		}
	}
}

// sheet gives a workbook whose first sheet has the cells.
func sheet(t *testing.T, cells map[string]any) string {
	t.Helper()
	f := excelize.NewFile()
	for at, value := range cells {
		if err := f.SetCellValue("Sheet1", at, value); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.NewSheet("Another"); err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	if err := errors.Join(f.Write(&packed), f.Close()); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

func TestXLSX(t *testing.T) {
	day, tenth := time.Date(2009, time.April, 1, 0, 0, 0, 0, time.UTC), 0.1
	got := fmt.Sprint(rows(t, workbook.XLSX, sheet(t, map[string]any{
		"A1": "area_code", "B1": "date_from", "C1": "value", "D1": "note",
		"A2": "00123", "B2": day, "C2": 0.07, "D2": "text",
		"A4": "x", "B4": "2009-04-01", "C4": tenth + 0.2, // a row is left out, and a cell at the end
		"A5": "y", "B5": "soon", "C5": 12, "E5": "beside",
	})))
	if want := "[1: area_code|date_from|value|note 2: 00123|2009-04-01|0.07|text 4: x|2009-04-01|0.3| 5: y|soon|12||beside]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestWhatIsNoWorkbook holds that what cannot be read, or would be too large, is told as a problem of the file.
func TestWhatIsNoWorkbook(t *testing.T) {
	whole := sheet(t, map[string]any{"A1": "x"})
	for name, text := range map[string]string{"empty": "", "text": "a,b\n1,2\n", "cut short": whole[:len(whole)/2], "another zip": packed(t, "x.txt", 1),
		"too large": strings.Repeat(" ", workbook.MaxPacked+1), "a bomb in a sheet": packed(t, "xl/worksheets/sheet1.xml", workbook.MaxUnzipped+1), "a bomb in the memory": packed(t, "xl/styles.xml", 65<<20)} {
		if got := fmt.Sprint(rows(t, workbook.XLSX, text)); got != "[1: QUOTING]" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// packed gives a zip with one file that says it has so many bytes.
func packed(t *testing.T, name string, size uint64) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if _, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, UncompressedSize64: size}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestFormats(t *testing.T) {
	for name, want := range map[string]workbook.Format{"a.csv": workbook.CSV, "A.CSV": workbook.CSV, "b.xlsx": workbook.XLSX, "c.jsonl": workbook.JSONLines, "d.xls": "", "": ""} {
		if got := workbook.FormatOf(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if _, err := workbook.Open("XLS", strings.NewReader("")); err == nil {
		t.Error("a format that there is not is read")
	}
}
