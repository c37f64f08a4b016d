package main

import (
	"context"
	"time"

	"go.uber.org/zap"

	"docketwatch/watcher"
	"docketwatch/watcher/courtlistener"
	"docketwatch/watcher/fetch"
	"docketwatch/watcher/papers"
	"docketwatch/watcher/pdftext"
	"docketwatch/watcher/shelf"
)

// A record is the part of the daemon that reads the record behind a stub: it
// asks for what a new entry lacks, and reads its documents.
type record struct {
	resolvers []watcher.Resolver
	filler    watcher.Filler // nil where nobody can be asked for what is missing
	scribes   []papers.Scribe
	settler   *watcher.Settler
	reader    *watcher.Reader
	arguer    *watcher.Arguer
	pdf       *pdftext.Extractor
	shelf     *shelf.Shelf
	keep      time.Duration           // how long copies stay on the shelf; 0: for ever
	lists     []*courtlistener.Source // whose docket alerts are kept up
	inboxes   []watcher.Scheduled     // of events that are pushed here
	settled   time.Duration           // how long the sweep takes to find the first dockets
	log       *zap.Logger
}

// close lets the shelf go, and ends the child process that reads documents.
func (r *record) close() {
	r.pdf.Close()
	_ = r.shelf.Close() // only read from and renamed in
}

// record builds it over the ledger. Nothing runs yet.
func (d *service) record(a *assembly, committed func()) (*record, error) {
	often, err := watcher.ParseSchedule("@every 2s", time.UTC, time.Second)
	if err != nil {
		return nil, err
	}
	r := &record{log: d.log.Named("record"), settled: 10 * time.Minute}
	if a.config.Private {
		r.settled = 3 * time.Second
	}
	for i := range a.sources {
		cl, ok := a.sources[i].Source.(*courtlistener.Source)
		if !ok {
			continue
		}
		cl.Keep(d.store, courtlistener.NewWriter(userAgent(a.config.Contact), a.config.Private), d.now)
		resolver := cl.Resolver()
		r.resolvers, r.scribes = append(r.resolvers, resolver), append(r.scribes, resolver)
		r.lists = append(r.lists, cl)
		if r.filler == nil {
			r.filler = resolver
		}
		if a.config.Hook.IsSet() {
			r.inboxes = append(r.inboxes, watcher.Scheduled{Source: cl.Inbox(d.store), Schedule: often})
		}
	}
	r.settler = watcher.NewSettler(watcher.SettlerOptions{Ledger: d.store, Resolvers: r.resolvers, Watch: a.watch, Router: a.router, Rulebook: a.rulebook,
		Owner: d.owner, Now: d.now, Log: r.log, Committed: committed, Lab: a.config.Private})
	texts, err := r.texts(a)
	if err != nil {
		return nil, err
	}
	if r.arguer, err = newArguer(a.config); err != nil {
		return nil, err
	}
	r.reader = watcher.NewReader(watcher.ReaderOptions{Ledger: d.store, Papers: texts, Arguer: r.arguer, Watch: a.watch, Router: a.router, Rulebook: a.rulebook,
		Now: d.now, Log: r.log, Committed: committed, Lab: a.config.Private})
	return r, nil
}

// A document may weigh a hundred megabytes and take its time.
const (
	paperSize = 100 << 20
	paperTime = 3 * time.Minute
)

// texts fetches, keeps and reads documents.
func (r *record) texts(a *assembly) (*papers.Reader, error) {
	where := a.config.Papers
	var err error
	r.keep = where.Keep
	if r.shelf, err = shelf.Open(where.Dir); err != nil {
		return nil, err
	}
	r.pdf, err = pdftext.New(pdftext.Options{Program: pdfProgram, Cache: where.Dir + "-reader", PDFToText: where.PDFToText, OCR: where.OCR, Size: paperSize})
	if err != nil {
		return nil, err
	}
	client := fetch.New(fetch.Options{UserAgent: userAgent(a.config.Contact), AllowPrivate: a.config.Private,
		MaxCompressed: paperSize, MaxDecoded: paperSize, TotalTimeout: paperTime})
	return papers.New(client, r.shelf, r.pdf, r.scribes...), nil
}

// prune removes the copies that are older than they are kept.
func (r *record) prune(now time.Time) error {
	if r.keep == 0 {
		return nil
	}
	removed, err := r.shelf.Prune(now.Add(-r.keep))
	if removed > 0 {
		r.log.Info("old copies of documents removed", zap.Int("documents", removed))
	}
	return err
}

// subscribe keeps the docket alerts of CourtListener as they should be, once a
// day: it drops those of cases long ended, and tells nobody.
func (r *record) subscribe(ctx context.Context) error {
	if len(r.inboxes) == 0 { // nobody listens for what they would send
		<-ctx.Done()
		return nil
	}
	for wait := r.settled; ; wait = 24 * time.Hour { // first the sweep has to find the dockets
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
		for _, s := range r.lists {
			was, err := s.Alerts(ctx)
			switch {
			case ctx.Err() != nil:
				return nil
			case err != nil:
				r.log.Warn("docket alerts not checked", zap.Error(err))
			default:
				r.log.Info("docket alerts", zap.Int("on", len(was.On)), zap.Int("made", len(was.Create)), zap.Int("renewed", len(was.Renew)),
					zap.Int("beyond_the_plan", len(was.Over)))
			}
		}
	}
}
