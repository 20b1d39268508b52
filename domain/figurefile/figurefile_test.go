package figurefile_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/figurefile"
)

// sound is a row that nothing is wrong with, by column.
func sound() map[string]string {
	return map[string]string{"area_code": "E92000001", "indicator": "PROBLEM_DRUG_USERS", "period_type": "FINANCIAL_YEAR", "date_from": "2004-04-01",
		"date_to": "2005-03-31", "value": "327466", "lower_ci_95": "325945", "upper_ci_95": "343424", "status": "ESTIMATED", "source": "hansard"}
}

// read reads a row by column, the columns sorted.
func read(t *testing.T, row map[string]string) (figurefile.Draft, []figurefile.Problem) {
	t.Helper()
	var header, cells []string
	for name := range row {
		header = append(header, name)
	}
	slices.Sort(header)
	for _, name := range header {
		cells = append(cells, row[name])
	}
	l, wrong := figurefile.Read(1, header)
	if len(wrong) > 0 {
		t.Fatalf("the header is refused: %v", wrong)
	}
	return l.Draft(2, cells)
}

func TestARowIsRead(t *testing.T) {
	d, wrong := read(t, sound())
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	value := decimal.FromInt(327466)
	want := figurefile.Draft{Area: "E92000001", Indicator: "PROBLEM_DRUG_USERS", Source: "hansard", Figure: figure.Figure{
		Key: figure.Key{Period: figure.YearFrom(2004)}, Value: &value, Status: figure.Estimated,
		Interval95: &figure.Interval{Lower: decimal.FromInt(325945), Upper: decimal.FromInt(343424)}}}
	if !reflect.DeepEqual(d, want) {
		t.Errorf("got %+v\nwant %+v", d, want)
	}
}

// TestOthersNames holds that the upload header of others is understood.
func TestOthersNames(t *testing.T) {
	row := sound()
	for name, cell := range map[string]string{"sex": "Female", "age_from_years_inclusive": "15", "age_to_years_inclusive": "24", "deprivation_category": "IMD_2007",
		"deprivation_decile": "1", "breakdown": "BENEFIT=JSA", "count": "12"} {
		row[name] = cell
	}
	d, wrong := read(t, row)
	if len(wrong) > 0 || d.Breakdown != "AGE=15_24;BENEFIT=JSA;IMD_2007=1;SEX=FEMALE" || *d.Numerator != decimal.FromInt(12) {
		t.Errorf("got %q of %v, %v", d.Breakdown, d.Numerator, wrong)
	}
	row["sex"], row["age_to_years_inclusive"] = "Persons", ""
	if d, wrong = read(t, row); len(wrong) > 0 || d.Breakdown != "AGE=15_PLUS;BENEFIT=JSA;IMD_2007=1" {
		t.Errorf("got %q, %v", d.Breakdown, wrong)
	}
}

func TestHeaders(t *testing.T) {
	whole := strings.Join(figurefile.Needed(), ",")
	for header, want := range map[string]string{
		whole:                           "",
		strings.ToUpper(whole):          "",
		" " + whole + " ":               "",
		whole + ",colour":               "[row 1: HEADER_UNKNOWN]",
		whole + ",value":                "[row 1, value: HEADER_REPEATED]",
		whole + ",numerator,count":      "[row 1, count: HEADER_REPEATED]",
		whole + ",lower_ci_95":          "[row 1, lower_ci_95: HEADER_MISSING]",
		"area_code,value,source,status": "[row 1, indicator: HEADER_MISSING row 1, period_type: HEADER_MISSING row 1, date_from: HEADER_MISSING row 1, date_to: HEADER_MISSING]",
	} {
		l, wrong := figurefile.Read(1, strings.Split(header, ","))
		var got []string
		for _, p := range wrong {
			where, rest, _ := strings.Cut(p.Error(), ": ")
			rule, _, _ := strings.Cut(rest, ":")
			got = append(got, where+": "+rule)
		}
		if text := fmt.Sprint(got); text != want && (want != "" || l == nil || len(got) > 0) {
			t.Errorf("%s: %s", header, text)
		}
	}
}

// TestWhatIsWrongWithARow changes one or two cells of a sound row and names the cells and rules that are told.
func TestWhatIsWrongWithARow(t *testing.T) {
	long := strings.Repeat("é", 501)
	for _, c := range []struct {
		cells string // column=cell, joined by |
		want  string // column RULE, joined by |
	}{
		{"area_code=", "area_code REQUIRED"},
		{"indicator= ", "indicator REQUIRED"},
		{"source=", "source REQUIRED"},
		{"source=" + strings.Repeat("x", 201), "source TOO_LONG"},
		{"area_code=a\x00b", "area_code ENCODING"},
		{"area_code=\xff", "area_code ENCODING"},
		{"area_type=PLANET", "area_type CHOICE"},
		{"area_type=REGION", ""},
		{"period_type=", "period_type REQUIRED"},
		{"period_type=YEAR", "period_type CHOICE"},
		{"date_from=1/4/2004", "date_from FORM"},
		{"date_from=2005-02-29", "date_from FORM"},
		{"date_from=", "date_from REQUIRED"},
		{"date_to=2004-03-31", "date_to PERIOD"},
		{"date_to=2005-04-01", "period_type PERIOD"},
		{"value=", "lower_ci_95 INTERVAL|value VALUE"},
		{"value=1,000", "value FORM"},
		{"value=1.0000001", "value FORM"},
		{"value=NaN", "value FORM"},
		{"value=1e3", "value FORM"},
		{"numerator=-", "numerator FORM"},
		{"value=325944", "lower_ci_95 INTERVAL"},
		{"value=343425", "upper_ci_95 INTERVAL"},
		{"lower_ci_95=343424|upper_ci_95=325945", "lower_ci_95 INTERVAL"},
		{"lower_ci_95=", "lower_ci_95 INTERVAL"},
		{"upper_ci_95=", "upper_ci_95 INTERVAL"},
		{"lower_ci_99_8=1|upper_ci_99_8=2", "upper_ci_99_8 INTERVAL"},
		{"status=", "status REQUIRED"},
		{"status=published", "status CHOICE"},
		{"status=WITHHELD|value=|lower_ci_95=|upper_ci_95=", "status_reason REASON"},
		{"status=WITHHELD|status_reason=too few|value=|lower_ci_95=|upper_ci_95=", ""},
		{"status=NOT_COLLECTED", "value VALUE"},
		{"status_reason=too few", "status_reason REASON"},
		{"revision=" + long, "revision TOO_LONG"},
		{"note=one\ntwo", "note ENCODING"},
		{"released_on=soon", "released_on FORM"},
		{"restricted=yes", "restricted FORM"},
		{"restricted=TRUE|synthetic=0", ""},
		{"breakdown=SEX", "breakdown FORM"},
		{"breakdown=SEX=MALE|sex=Female", "sex FORM"},
		{"breakdown=" + strings.Repeat("A", 64) + "1=" + strings.Repeat("B", 64), "breakdown FORM"},
		{"area_code=|value=x|status=x", "area_code REQUIRED|value FORM|status CHOICE"},
	} {
		row := sound()
		for cell := range strings.SplitSeq(c.cells, "|") {
			name, text, _ := strings.Cut(cell, "=")
			row[name] = text
			for _, also := range [][2]string{{"lower_ci_99_8", "upper_ci_99_8"}} {
				if _, there := row[also[0]]; !there && name == also[1] {
					row[also[0]] = ""
				}
			}
		}
		_, wrong := read(t, row)
		var got []string
		for _, p := range wrong {
			got = append(got, p.Column+" "+string(p.Rule))
			if p.Row != 2 || p.Message == "" || !slices.Contains(figurefile.Rules(), p.Rule) || len([]rune(p.Value)) > 100 {
				t.Errorf("%q: told as %+v", c.cells, p)
			}
		}
		if text := strings.Join(got, "|"); text != c.want {
			t.Errorf("%q: %s, want %s", c.cells, text, c.want)
		}
	}
	l, _ := figurefile.Read(1, figurefile.Needed())
	if _, wrong := l.Draft(7, []string{"one"}); len(wrong) != 1 || wrong[0].Rule != figurefile.Cells || wrong[0].Row != 7 {
		t.Errorf("a short row: %v", wrong)
	}
}

// TestFormulasAreHarmless holds that no text begins as a formula does when it is written, and comes back as it was.
func TestFormulasAreHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0", "+1": "'+1", "-2": "'-2", "@SUM(A1)": "'@SUM(A1)", "＝1": "'＝1", "'=1": "''=1", "' =1": "'' =1",
		"A = B": "A = B", "'tis": "'tis", "'": "'", "": "",
	} {
		d, wrong := read(t, sound())
		if len(wrong) > 0 {
			t.Fatal(wrong)
		}
		d.Note = text
		cells := figurefile.Row(&d)
		at := slices.Index(figurefile.Columns(), "note")
		if cells[at] != want {
			t.Errorf("%q is written %q", text, cells[at])
		}
		again, wrong := written(t, cells)
		if len(wrong) > 0 || again.Note != text {
			t.Errorf("%q comes back as %q, %v", text, again.Note, wrong)
		}
	}
}

func written(t *testing.T, cells []string) (figurefile.Draft, []figurefile.Problem) {
	t.Helper()
	l, wrong := figurefile.Read(1, figurefile.Columns())
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	return l.Draft(2, cells)
}

// FuzzRows holds that whatever is read without a problem is written and read again as the same.
func FuzzRows(f *testing.F) {
	f.Add("E92000001", "2004-04-01", "2005-03-31", "FINANCIAL_YEAR", "SEX=MALE", "1.5", "1", "2", "ESTIMATED", "", "=1", "'=1")
	f.Add("x", "2004-04-01", "2004-04-01", "DAY", "B=C;A=D", "", "", "", "WITHHELD", "too few", " note", "'' -")
	f.Fuzz(func(t *testing.T, area, from, to, kind, breakdown, value, low, high, status, reason, note, external string) {
		row := sound()
		for name, cell := range map[string]string{"area_code": area, "date_from": from, "date_to": to, "period_type": kind, "breakdown": breakdown, "value": value,
			"lower_ci_95": low, "upper_ci_95": high, "status": status, "status_reason": reason, "note": note, "external_id": external} {
			row[name] = cell
		}
		d, wrong := read(t, row)
		if len(wrong) > 0 {
			return
		}
		again, wrong := written(t, figurefile.Row(&d))
		if len(wrong) > 0 || !reflect.DeepEqual(again, d) {
			t.Errorf("%+v comes back as %+v, %v", d, again, wrong)
		}
	})
}

func TestDaysAreInclusive(t *testing.T) {
	row := sound()
	row["period_type"], row["date_from"], row["date_to"] = "DAY", "2009-03-30", "2009-03-30"
	d, wrong := read(t, row)
	if len(wrong) > 0 || d.Period.To != calendar.MustParse("2009-03-31") {
		t.Errorf("got %v, %v", d.Period, wrong)
	}
}
