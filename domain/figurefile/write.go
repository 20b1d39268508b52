package figurefile

import (
	"slices"
	"strconv"
	"strings"

	"waymark/domain/decimal"
	"waymark/domain/figure"
)

// Row writes a draft as the cells of Columns. What Draft reads of them is the same draft. Texts that a spreadsheet would take for a formula
// begin with an apostrophe.
func Row(d *Draft) []string {
	f := &d.Figure
	released := ""
	if f.ReleasedOn != nil {
		released = f.ReleasedOn.String()
	}
	low95, high95 := ends(f.Interval95)
	low998, high998 := ends(f.Interval998)
	return []string{
		string(d.AreaType), d.Area, d.Indicator, string(f.Period.Type), f.Period.From.String(), f.Period.To.AddDays(-1).String(), string(f.Breakdown),
		number(f.Value), number(f.Numerator), number(f.Denominator), low95, high95, low998, high998, string(f.Status), harmless(f.StatusReason),
		released, harmless(f.Revision), d.Source, harmless(f.Note), harmless(f.ExternalID), strconv.FormatBool(f.Synthetic),
		strconv.FormatBool(f.Restricted),
	}
}

func number(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func ends(i *figure.Interval) (lower, upper string) {
	if i == nil {
		return "", ""
	}
	return i.Lower.String(), i.Upper.String()
}

// formulas are the signs that a spreadsheet takes a formula to begin with, as wide as East Asian keyboards write them too.
const formulas = "=+-@\t\r\n＝＋－＠"

// seeming tells whether a spreadsheet might take a text for a formula, be it after spaces and apostrophes.
func seeming(text string) bool {
	rest := strings.TrimLeft(text, "' ")
	if rest == "" {
		return false
	}
	return slices.Contains([]rune(formulas), []rune(rest)[0])
}

// harmless puts an apostrophe before what seems a formula.
func harmless(text string) string {
	if seeming(text) {
		return "'" + text
	}
	return text
}

// restored takes the apostrophe away that harmless has put there.
func restored(text string) string {
	if rest, ok := strings.CutPrefix(text, "'"); ok && seeming(rest) {
		return rest
	}
	return text
}
