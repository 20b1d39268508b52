package planning

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"waymark/domain/calendar"
	"waymark/domain/decimal"
	"waymark/domain/figure"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
)

// figureCheck holds drafts to what is recorded, and remembers what each is about.
type figureCheck struct {
	g           *programme.Graph
	places      map[string][]programme.Place // by their own codes
	schemes     map[string][]programme.Place // by their codes elsewhere
	breakdowns  map[figure.Breakdown]string  // what is wrong with each; empty: nothing
	seen        map[keyHash]seenRow
	indicators  map[string]bool // ids of those that there are figures of
	first, last calendar.Date   // of the beginnings of periods
	invented    bool            // whether all figures are synthetic so far
}

// keyHash stands for a key: no two that are met in practice, or can be found on purpose, have the same.
type keyHash [16]byte

// seenRow is where a key was seen, and whether the row says why it supersedes another.
type seenRow struct {
	row     int32
	revised bool
}

func newFigureCheck(g *programme.Graph) *figureCheck {
	c := &figureCheck{g: g, places: map[string][]programme.Place{}, schemes: map[string][]programme.Place{}, breakdowns: map[figure.Breakdown]string{},
		seen: map[keyHash]seenRow{}, indicators: map[string]bool{}, invented: true}
	for _, p := range g.AllPlaces() {
		c.places[p.PlaceCode()] = append(c.places[p.PlaceCode()], p)
		known := map[string]bool{}
		for _, i := range p.Identifiers() {
			if !known[i.Value] {
				known[i.Value] = true
				c.schemes[i.Value] = append(c.schemes[i.Value], p)
			}
		}
	}
	return c
}

// hold gives a draft the ids that its codes stand for, and adds what is wrong with it to what is known to be. Of a cell that could not be
// read nothing more is said.
func (c *figureCheck) hold(row int, d *figurefile.Draft, wrong []figurefile.Problem) []figurefile.Problem {
	bad := func(column, value string, rule figurefile.Rule, format string, args ...any) {
		if !slices.ContainsFunc(wrong, func(p figurefile.Problem) bool { return p.Column == column }) {
			wrong = append(wrong, figurefile.Wrong(row, column, value, rule, format, args...))
		}
	}
	indicator, source := c.g.Indicator(d.Indicator), c.g.Source(d.Source)
	if indicator == nil {
		bad(figurefile.IndicatorColumn, d.Indicator, figurefile.Unknown, "there is no indicator with this code")
	} else {
		d.IndicatorID = indicator.ID
	}
	if source == nil {
		bad(figurefile.SourceColumn, d.Source, figurefile.Unknown, "there is no source with this code")
	} else {
		d.SourceID = source.ID
	}
	if id, rule, message := c.place(d); rule == "" {
		d.PlaceID = id
	} else {
		bad(figurefile.AreaColumn, d.Area, rule, "%s", message)
	}
	if message := c.breakdown(d.Breakdown); message != "" {
		bad(figurefile.BreakdownColumn, string(d.Breakdown), figurefile.Unknown, "%s", message)
	}
	if len(wrong) > 0 {
		return wrong
	}
	for _, breach := range breaches(indicator, d) {
		wrong = append(wrong, figurefile.Wrong(row, breach.column, breach.value, figurefile.Definition, "%s", breach.message))
	}
	if len(wrong) == 0 {
		wrong = c.remember(row, d)
	}
	return wrong
}

// remember notes what a row is about, and refuses it when an earlier one is about the same.
func (c *figureCheck) remember(row int, d *figurefile.Draft) []figurefile.Problem {
	hash := hashOf(&d.Key)
	if earlier, twice := c.seen[hash]; twice {
		return []figurefile.Problem{figurefile.Wrong(row, "", "", figurefile.Repeated, "row %d is about the same indicator, place, period and breakdown", earlier.row)}
	}
	if len(c.seen) == 0 || d.Period.From.Before(c.first) {
		c.first = d.Period.From
	}
	if len(c.seen) == 0 || d.Period.From.After(c.last) {
		c.last = d.Period.From
	}
	c.seen[hash] = seenRow{int32(row), d.Revision != ""}
	c.indicators[d.IndicatorID] = true
	c.invented = c.invented && d.Synthetic
	return nil
}

func hashOf(k *figure.Key) (hash keyHash) {
	text := make([]byte, 0, 256)
	for _, part := range [...]string{k.IndicatorID, k.PlaceID, string(k.Period.Type), k.Period.From.String(), k.Period.To.String(), string(k.Breakdown)} {
		text = append(append(text, part...), 0)
	}
	sum := sha256.Sum256(text)
	copy(hash[:], sum[:])
	return hash
}

// kinds are the kinds of place as files name them.
var kinds = map[programme.Kind]figurefile.AreaType{programme.KindRegion: figurefile.Region, programme.KindDistrict: figurefile.District,
	programme.KindPartnership: figurefile.Partnership, programme.KindJobcentre: figurefile.Jobcentre}

// place finds the place that a draft is about: by its own code, or else by the one that it has in another scheme.
func (c *figureCheck) place(d *figurefile.Draft) (id string, rule figurefile.Rule, message string) {
	england := d.Area == figurefile.EnglandCode
	if d.AreaType == figurefile.England || d.AreaType == "" && england {
		if !england {
			return "", figurefile.Unknown, "England has the code " + figurefile.EnglandCode
		}
		return "", "", ""
	}
	for _, by := range []map[string][]programme.Place{c.places, c.schemes} {
		var found []programme.Place
		for _, p := range by[d.Area] {
			if d.AreaType == "" || kinds[p.Kind()] == d.AreaType {
				found = append(found, p)
			}
		}
		switch {
		case len(found) == 1:
			return found[0].Identity().ID, "", ""
		case len(found) > 1:
			return "", figurefile.Ambiguous, fmt.Sprintf("%d places have this code: say in area_type of which kind it is, or use the code of Waymark's own", len(found))
		}
	}
	return "", figurefile.Unknown, "there is no place with this code"
}

// breakdown gives what is wrong with a breakdown, or nothing.
func (c *figureCheck) breakdown(b figure.Breakdown) string {
	message, known := c.breakdowns[b]
	if known {
		return message
	}
	for _, p := range b.Parts() {
		d := c.g.Dimension(p.Dimension)
		switch {
		case d == nil:
			message = "there is no dimension " + p.Dimension
		case d.Category(p.Category) == nil:
			message = fmt.Sprintf("%s has no category %s", p.Dimension, p.Category)
		}
	}
	if len(c.breakdowns) < 10_000 { // a file of nonsense is not remembered
		c.breakdowns[b] = message
	}
	return message
}

// breach is a cell that the definition of an indicator does not allow.
type breach struct{ column, value, message string }

// breaches gives what a figure of an indicator cannot be.
func breaches(i *programme.Indicator, d *figurefile.Draft) (found []breach) {
	bad := func(column, value, message string) { found = append(found, breach{column, value, message}) }
	if !calendar.Between(d.Period.From, d.Period.To).Overlaps(i.Valid) {
		bad(figurefile.FromColumn, d.Period.From.String(), fmt.Sprintf("the definition %s was not in use then, only %s", i.DefinitionID, i.Valid))
	}
	if v := d.Value; v != nil {
		switch {
		case *v < 0:
			bad(figurefile.ValueColumn, v.String(), "it is not negative")
		case i.Kind == programme.KindCount && *v%decimal.One != 0:
			bad(figurefile.ValueColumn, v.String(), "a count is a whole number")
		case i.Kind == programme.KindProportion && *v > decimal.One:
			bad(figurefile.ValueColumn, v.String(), "a proportion is at most 1")
		}
	}
	if n := d.Numerator; n != nil && *n < 0 {
		bad(figurefile.NumeratorColumn, n.String(), "it is not negative")
	}
	if n := d.Denominator; n != nil {
		switch {
		case *n < 0:
			bad(figurefile.DenominatorColumn, n.String(), "it is not negative")
		case i.Kind == programme.KindProportion && d.Numerator != nil && *d.Numerator > *n:
			bad(figurefile.NumeratorColumn, d.Numerator.String(), "the numerator of a proportion is at most its denominator")
		}
	}
	return found
}
