package paper

import (
	"fmt"
	"io"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// Measures of a page, in millimetres, and sizes of type, in points.
const (
	margin = 16.0
	foot   = 20.0
	body   = 10.0
	small  = 9.0
	leads  = 5.0 // height of a line of the text
	rows   = 4.4 // height of a line in a table
	inset  = 1.5 // of a cell
)

// sheet is a PDF that is being written.
type sheet struct {
	*fpdf.Fpdf
	width float64
}

// PDF writes a document as PDF on A4. The same document gives the same bytes.
func (d *Document) PDF(to io.Writer) error {
	s := &sheet{Fpdf: fpdf.New("P", "mm", "A4", "")}
	s.AddUTF8FontFromBytes("go", "", goregular.TTF)
	s.AddUTF8FontFromBytes("go", "B", gobold.TTF)
	s.SetCatalogSort(true)
	s.SetCreationDate(d.Changed.UTC())
	s.SetModificationDate(d.Changed.UTC())
	s.SetTitle(d.Title+" – "+d.Subtitle, true)
	s.SetLang("en-GB")
	s.SetMargins(margin, margin, margin)
	s.SetAutoPageBreak(true, foot)
	s.AliasNbPages("{pages}")
	w, _ := s.GetPageSize()
	s.width = w - 2*margin
	s.SetFooterFunc(func() {
		s.SetY(-foot + 6)
		s.SetFont("go", "", small)
		s.SetTextColor(90, 90, 90)
		s.CellFormat(s.width*0.8, leads, d.Notice, "", 0, "L", false, 0, "")
		s.CellFormat(s.width*0.2, leads, fmt.Sprintf("%d of {pages}", s.PageNo()), "", 0, "R", false, 0, "")
		s.SetTextColor(0, 0, 0)
	})
	s.AddPage()
	s.line("B", 18, 8, d.Title)
	s.line("", 13, 7, d.Subtitle)
	s.Ln(2)
	for _, f := range d.Facts {
		s.SetFont("go", "B", body)
		s.CellFormat(30, leads, f.Name, "", 0, "L", false, 0, "")
		s.SetFont("go", "", body)
		s.CellFormat(s.width-30, leads, f.Value, "", 1, "L", false, 0, "")
	}
	s.Ln(2)
	for i, b := range d.Blocks {
		switch {
		case b.Table != nil:
			s.table(b.Table)
		case b.Text != "":
			s.SetFont("go", "", body)
			for text := range strings.SplitSeq(b.Text, "\n\n") {
				s.MultiCell(s.width, leads, text, "", "L", false)
				s.Ln(1.5)
			}
		default:
			s.heading(b, i == 0)
		}
	}
	if err := s.Output(to); err != nil {
		return fmt.Errorf("write %q as PDF: %w", d.Title, err)
	}
	return nil
}

func (s *sheet) line(weight string, size, height float64, text string) {
	s.SetFont("go", weight, size)
	s.MultiCell(s.width, height, text, "", "L", false)
}

// heading writes a heading, and keeps it with what follows.
func (s *sheet) heading(b Block, first bool) {
	size := []float64{15, 12.5, 11, 10.5}[min(max(b.Level, 1), 4)-1]
	if b.Level == 1 && !first && s.GetY() > s.bottom()/2 {
		s.AddPage()
	}
	s.keep(30)
	s.Ln(3)
	s.line("B", size, size*0.5, b.Heading)
	if b.Level == 1 {
		s.Line(margin, s.GetY()+0.5, margin+s.width, s.GetY()+0.5)
	}
	s.Ln(1.5)
}

func (s *sheet) bottom() float64 {
	_, h := s.GetPageSize()
	return h - foot
}

// keep turns the page unless so much of it is left.
func (s *sheet) keep(height float64) {
	if s.GetY()+height > s.bottom() {
		s.AddPage()
	}
}

// table writes a table. Its headings come again on each page, and a row stays on one page unless it is longer than a page.
func (s *sheet) table(t *Table) {
	widths, sum := make([]float64, len(t.Columns)), 0.0
	for _, c := range t.Columns {
		sum += c.Share
	}
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		widths[i], titles[i] = s.width*c.Share/sum, c.Title
	}
	s.SetFont("go", "", small)
	height := s.split(widths, titles, "B")
	s.keep(tall(height) + 3*rows)
	s.row(t, widths, height, "B", true)
	for i, cells := range t.Rows {
		weight := ""
		if t.Total && i == len(t.Rows)-1 {
			weight = "B"
		}
		lines := s.split(widths, cells, weight)
		for len(lines) > 0 {
			room := int((s.bottom()-s.GetY()-2*inset)/rows) - 1
			if tall(lines) > s.bottom()-s.GetY() && (s.GetY() > 60 || room < 1) {
				s.AddPage()
				s.row(t, widths, height, "B", true)
				room = int((s.bottom()-s.GetY()-2*inset)/rows) - 1
			}
			now, rest := cut(lines, room)
			s.row(t, widths, now, weight, false)
			lines = rest
		}
	}
	s.Ln(3)
}

// split breaks cells into lines that fit their columns.
func (s *sheet) split(widths []float64, cells []string, weight string) [][]string {
	s.SetFont("go", weight, small)
	lines := make([][]string, len(widths))
	for i := range widths {
		if i >= len(cells) {
			continue
		}
		for text := range strings.SplitSeq(cells[i], "\n") {
			if text == "" {
				lines[i] = append(lines[i], "")
				continue
			}
			lines[i] = append(lines[i], s.SplitText(text, widths[i]-2*inset)...)
		}
	}
	return lines
}

func most(cells [][]string) int {
	n := 1
	for _, lines := range cells {
		n = max(n, len(lines))
	}
	return n
}

func tall(cells [][]string) float64 { return float64(most(cells))*rows + 2*inset }

// cut gives the first lines of a row, and what is left of it; nil when nothing is.
func cut(cells [][]string, lines int) (now, rest [][]string) {
	if most(cells) <= lines {
		return cells, nil
	}
	for _, c := range cells {
		n := min(len(c), lines)
		now, rest = append(now, c[:n]), append(rest, c[n:])
	}
	return now, rest
}

// row draws one row at the present place.
func (s *sheet) row(t *Table, widths []float64, cells [][]string, weight string, head bool) {
	height, x, y := tall(cells), margin, s.GetY()
	s.SetFont("go", weight, small)
	s.SetFillColor(231, 238, 243)
	s.SetDrawColor(110, 110, 125)
	for i, w := range widths {
		box := "D"
		if head {
			box = "FD"
		}
		s.Rect(x, y, w, height, box)
		align := "L"
		if t.Columns[i].Right {
			align = "R"
		}
		for n, text := range cells[i] {
			s.SetXY(x+inset, y+inset+float64(n)*rows)
			s.CellFormat(w-2*inset, rows, text, "", 0, align, false, 0, "")
		}
		x += w
	}
	s.SetXY(margin, y+height)
}
