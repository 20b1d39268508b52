package assessment_test

import (
	"testing"

	"waymark/domain/assessment"
	"waymark/domain/decimal"
	"waymark/domain/figure"
)

func TestFreeze(t *testing.T) {
	full := &figure.Figure{ID: 7, Key: figure.Key{PlaceID: "par_1", Period: figure.YearFrom(2008), Breakdown: "SEX=FEMALE"}, Value: new(decimal.MustParse("40.5")),
		Interval95: &figure.Interval{Lower: decimal.MustParse("39"), Upper: decimal.MustParse("44")}, Status: figure.Estimated}
	withheld := &figure.Figure{ID: 8, Key: figure.Key{Period: figure.YearFrom(2007)}, Status: figure.Withheld}
	secret := *full
	secret.Restricted = true
	for _, c := range []struct {
		name    string
		figures []*figure.Figure
		want    string
	}{
		{"nothing", nil, `{"figures":[]}`},
		{"all there is", []*figure.Figure{full}, `{"figures":[{"id":"fig_7","indicator":"I","place":"par_1","period":{"type":"FINANCIAL_YEAR","from":"2008-04-01","to":"2009-04-01"},` +
			`"breakdown":"SEX=FEMALE","value":"40.5","interval95":{"lower":"39","upper":"44"},"status":"ESTIMATED","source":"s"}]}`},
		{"without a value, about England", []*figure.Figure{withheld}, `{"figures":[{"id":"fig_8","indicator":"I","period":{"type":"FINANCIAL_YEAR","from":"2007-04-01","to":"2008-04-01"},"status":"WITHHELD","source":"s"}]}`},
		{"restricted", []*figure.Figure{&secret}, `{"figures":[{"id":"fig_7"}]}`},
	} {
		var kept []assessment.Frozen
		for _, f := range c.figures {
			kept = append(kept, assessment.Keep(f, "I", "s"))
		}
		if got, err := assessment.Freeze(kept); got != c.want || err != nil {
			t.Errorf("%s: %s, %v\nwant %s", c.name, got, err, c.want)
		}
	}
}
