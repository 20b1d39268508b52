package programme

// Grade is a pay band for posts. Grades are data: other programmes have others.
type Grade struct {
	Meta
	Code       string // GRADE_7, SEO, BAND_D
	Name       string
	OtherNames []string // Band F, HEO
	Rank       int      // 1 is the most senior
	YearlyCost *int64   // whole pence a year for one full-time post; nil when nobody has published it
}
