package planning

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"waymark/domain/fault"
	"waymark/domain/figurefile"
	"waymark/domain/programme"
	"waymark/planning/workbook"
)

// figureFile is a file of figures that has been read and held to what is recorded.
type figureFile struct {
	*figureCheck
	faulty
	digest  string // SHA-256 of its bytes, in hexadecimal
	figures *spool
	rows    int
	held    map[keyHash]bool // what of the file supersedes a figure
}

// readFigures reads a file to its end. What is wrong with the file is in the result, which is to be closed; an error is of another kind.
func readFigures(ctx context.Context, g *programme.Graph, format workbook.Format, in io.Reader, job *job) (f *figureFile, err error) {
	f = &figureFile{figureCheck: newFigureCheck(g), held: map[keyHash]bool{}}
	if f.figures, err = newSpool(); err != nil {
		return nil, err
	}
	if f.digest, err = f.digested(ctx, in, job, func(in io.Reader) error { return f.read(format, in) }); err != nil {
		return nil, errors.Join(fmt.Errorf("read figures: %w", err), f.close())
	}
	if f.rows == 0 && f.count == 0 {
		f.wrong(figurefile.Wrong(1, "", "", figurefile.Cells, "the file has no figures"))
	}
	return f, nil
}

func (f *figureFile) read(format workbook.Format, in io.Reader) error {
	var layout *figurefile.Layout
	return eachRow(format, in, func(number int, header []string) bool {
		var problems []figurefile.Problem
		layout, problems = figurefile.Read(number, header)
		f.wrong(problems...)
		return layout != nil
	}, func(number int, cells []string) error {
		if f.rows++; f.rows > MaxFigureRows {
			return fault.Exceeded("figureRows", MaxFigureRows, 0, "figures in a file")
		}
		draft, problems := layout.Draft(number, cells)
		if !slices.ContainsFunc(problems, func(p figurefile.Problem) bool { return p.Rule == figurefile.Cells }) {
			problems = f.hold(number, &draft, problems)
		}
		f.wrong(problems...)
		if f.count > 0 { // nothing will be recorded
			return nil
		}
		return f.figures.add(&draft.Figure)
	})
}

func (f *figureFile) close() error { return f.figures.close() }
